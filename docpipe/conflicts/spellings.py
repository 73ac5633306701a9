"""One name in two spellings: a rare one, a slip away from one that the repository or several documents use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact, Kind

_ATTRIBUTES: dict[str, Kind] = {
    "absolute path": "path", "file name": "path", "option": "command", "key": "other", "resource name": "other",
    "service unit": "command",
}  # fmt: skip
_MIN_LENGTH = 5
_LONG = 10  # letters from which on two names are hardly alike by chance
_MAX_RARE = 2
_MAX_USUAL = 6
_MIN_WORD = 4
_MAX_SLIP = 2
_HEAD = 3  # letters of each step that two spellings of a path share
_OWN = "my"  # before the name of a sample that the reader makes
_SEVERAL = 3  # documents that agree outvote the one that does not
_BLANK = re.compile(r"x{3}|X{3}")  # stands for what differs from reader to reader
_WORD = re.compile(r"[A-Za-z0-9]+")


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a rare spelling."""
    basenames = {path.rsplit("/", 1)[-1]: path for path in reversed(world.tree.files)}
    keys = {fact.subject: fact for fact in world.by_kind["value", "chart value"]}
    for attribute, kind in _ATTRIBUTES.items():
        places: dict[str, list[Fact]] = defaultdict(list)
        for fact in claims:
            if fact.attribute != attribute or _BLANK.search(fact.subject):
                continue
            if not world.silent(fact.path) and "example" not in state(fact.scope):
                places[fact.subject].append(fact)
        known = frozenset(basenames if attribute == "file name" else keys if attribute == "key" else ())
        alike: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for rare, usual in sorted(_slips(places, known)):
            alike[_part(rare, usual) if attribute == "key" else (rare, usual)].append((rare, usual))
        for slips in alike.values():
            claimed = [fact for rare, usual in slips for fact in (*places[rare], *places.get(usual, [])[:_MAX_USUAL])]
            proofs = [keys[usual] for _, usual in slips if attribute == "key" and usual in keys]
            if attribute == "file name":
                proofs = [_file(basenames[usual]) for _, usual in slips if usual in basenames]
            slipped = [fact for rare, usual in slips if _outvoted(places[rare], places[usual]) for fact in places[rare]]
            yield finding(kind, slips[0][1], attribute, claimed, proofs, outvoted=slipped, confidence=0.6)


def _file(path: str) -> Fact:
    """The fact that the tree holds a file of this name."""
    return Fact("path", path, "file name", path.rsplit("/", 1)[-1], (), path, 1, path, "tree")


def _outvoted(rare: Sequence[Fact], usual: Sequence[Fact]) -> bool:
    """Whether one document alone writes it so, and several the other way."""
    return len({fact.path for fact in rare}) == 1 and len({fact.path for fact in usual}) >= _SEVERAL


def _part(rare: str, usual: str) -> tuple[str, str]:
    """The first parts of two dotted keys, up to where they differ: all keys below are one slip."""
    mine, theirs = rare.split("."), usual.split(".")
    end = next((index for index, (one, other) in enumerate(zip(mine, theirs, strict=False)) if one != other), 0) + 1
    return ".".join(mine[:end]), ".".join(theirs[:end])


def _slips(places: dict[str, list[Fact]], known: frozenset[str]) -> set[tuple[str, str]]:
    """Pairs of a rare name and the usual one that it was meant to be."""
    by_trace: dict[str, list[str]] = defaultdict(list)
    for name in sorted({*places, *known}):
        if len(name) >= _MIN_LENGTH:
            for trace in _traces(name):
                by_trace[trace].append(name)
    found: set[tuple[str, str]] = set()
    for names in by_trace.values():
        for rare in names if 1 < len(names) < 8 else ():
            if rare in known or not 0 < len(places.get(rare, ())) <= _MAX_RARE:
                continue
            for usual in names:
                if _one_and_many(rare, usual) and _in_one_document(places[rare], places.get(usual, ())):
                    continue
                if usual != rare and _usual(usual, rare, places, known) and _slip(rare, usual):
                    found.add((rare, usual))
    return found


def _one_and_many(one: str, other: str) -> bool:
    """Whether two names are one word's singular and plural: `virtualService` and `virtualServices`."""
    return one + "s" == other or other + "s" == one


def _in_one_document(mine: Sequence[Fact], theirs: Sequence[Fact]) -> bool:
    return not {fact.path for fact in mine}.isdisjoint(fact.path for fact in theirs)


def _usual(usual: str, rare: str, places: dict[str, list[Fact]], known: frozenset[str]) -> bool:
    often, seldom = len(places.get(usual, ())), len(places[rare])
    if len(usual) >= _LONG:
        return usual in known or often > seldom or (often == seldom and usual < rare)
    several = len({fact.path for fact in places.get(usual, ())}) > 1
    return often > seldom and (several or sorted(usual) == sorted(rare))  # letters that are swapped are no other word


def _traces(name: str) -> set[str]:
    """What is left of a name when one letter goes, and its letters without marks between words."""
    lowered = name.lower()
    bare = "".join(char for char in lowered if char.isalnum())
    steps = "/".join(sorted(lowered.split("/")))
    heads = "/".join(step[:_HEAD] for step in lowered.split("/"))
    own = lowered.removeprefix(_OWN)
    return {
        lowered,
        bare,
        steps,
        own,
        heads if "/" in name else own,
        *(lowered[:index] + lowered[index + 1 :] for index in range(len(lowered))),
    }


def _slip(rare: str, usual: str) -> bool:
    """One letter more, less or other, two letters or steps swapped, or other marks between words; never a digit."""
    if rare.lower() == usual.lower() or rare + "d" == usual or usual + "d" == rare or _other_format(rare, usual):
        return False
    steps = sorted(rare.split("/")) == sorted(usual.split("/")) and rare.count("/") > 1
    bare = ["".join(char for char in name.lower() if char.isalnum()) for name in (rare, usual)]
    if steps or _many(rare, usual) or bare[0] == bare[1] or usual == _OWN + rare:
        return True
    start, one, other = _between(rare, usual)
    if not _few(rare, usual):
        return False
    if len(one) == len(other) == 2:
        return one == other[::-1]
    # In a short word a letter makes another word: "plan-a", "gx_port", "service-ci".
    return start > 0 and min(len(_word_at(rare, start)), len(_word_at(usual, start))) >= _MIN_WORD


def _many(rare: str, usual: str) -> bool:
    """Whether two or more steps of one path are a slip away from those of the other, and the rest are the same."""
    steps = list(zip(rare.split("/"), usual.split("/"), strict=False))
    differ = [(one, other) for one, other in steps if one != other]
    return (
        rare.count("/") == usual.count("/")
        and 1 < len(differ) < len(steps) - 1
        and not any(char.isdigit() for pair in differ for char in "".join(pair))
        and all(
            min(map(len, pair)) > _MIN_WORD and Levenshtein.distance(*pair, score_cutoff=_MAX_SLIP) <= _MAX_SLIP
            for pair in differ
        )
    )


def _few(one: str, other: str) -> bool:
    """Whether one run of at most two letters, none of them a digit, is all that two words differ in."""
    _, one, other = _between(one, other)
    return max(len(one), len(other)) <= _MAX_SLIP and not any(char.isdigit() for char in one + other)


def _between(one: str, other: str) -> tuple[int, str, str]:
    """Where two words begin to differ, and what is left of each without what they begin and end with alike."""
    start = next((at for at, (mine, their) in enumerate(zip(one, other, strict=False)) if mine != their), None)
    start = min(len(one), len(other)) if start is None else start
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return start, one, other


def _other_format(rare: str, usual: str) -> bool:
    """Whether the names end in different extensions: other files, unless both are ways to write YAML."""
    one, other = (name.rpartition(".")[2] if "." in name else "" for name in (rare, usual))
    return one != other and {one, other} != {"yml", "yaml"} and len(one) < 5 and len(other) < 5


def _word_at(name: str, index: int) -> str:
    """The word of a name that the letter at `index` belongs to, or that ends there."""
    return next((word[0] for word in _WORD.finditer(name) if word.start() <= index <= word.end()), "")
