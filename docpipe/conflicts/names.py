"""One setting under two names: a variable that no template knows, beside one that differs by a word.

Only names that no document uses together are compared: who lists both, means two settings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.stacks import Stacks
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact

_SAME = (
    ("USER", "USERNAME"), ("URL", "URI", "ENDPOINT", "ADDRESS"), ("PASSWORD", "PASS", "PWD"),
    ("DIR", "PATH", "FOLDER", "DIRECTORY"),
    ("DB", "DATABASE"), ("TTL", "EXPIRATION", "EXPIRY", "EXPIRES", "EXPIRE"), ("LIMIT", "MAX"), ("ENV", "ENVIRONMENT"),
)  # fmt: skip
_KIND = {word: group[0] for group in _SAME for word in group}
# Words that make another setting of the same thing: a pool has a size and a timeout, a key a public and a secret one.
_TELLING = re.compile(
    r"^(?:TEST|TESTING|DEV|DEVELOPMENT|PROD|PRODUCTION|STAGING|STG|LOCAL|ADMIN|ROOT|PUBLIC|PRIVATE|READ|WRITE|MIN|MAX|MASTER|SLAVE|"
    r"REPLICA|PRIMARY|SECONDARY|INTERNAL|EXTERNAL|IN|OUT|INPUT|OUTPUT|OLD|NEW|\d+|REFRESH|ACCESS|WS|HTTP|HTTPS|SSL|TLS|BACKUP|"
    r"DEFAULT|ENABLED|ENABLE|DISABLE|DISABLED|NEXT|VITE|REACT|EXPO|BASE64|FILE|ID|NAME|PASSPHRASE|PUSH|PULL|MCP|TRACES?|METRICS?|LOGS?|SECRET|INDEX|SIZE|TIMEOUT|VERSION|JSON|YAML|CSV)$"
)

_SWITCH = frozenset({"true", "false", "yes", "no", "on", "off"})
_MAX_OTHERS = 20
_BLOCK = 20  # lines within which two names are taken to stand in one list
_LONG = 4  # words that two names share, from which on they need no family
_MIN_SHARED = 2  # other variables of the same family that two lists must share


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict an unknown name."""
    known: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.by_kind["value", "defined"]:
        if fact.source in ("dotenv", "compose") and not world.archived(fact.path):
            known[fact.subject].append(fact)
    given: dict[str, list[str]] = defaultdict(list)
    for fact in world.by_kind["value", "variable"]:
        given[fact.subject].append(fact.value)
    told: dict[str, list[Fact]] = defaultdict(list)
    spoken: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "named":
            if world.documents[fact.path].role == "record":
                continue  # what is told of a name's past
            spoken[fact.subject].append(fact)
        elif (
            fact.kind == "value"
            and fact.attribute in ("set", "default")
            and fact.subject.isupper()
            # The value of an example is made up, the name that it is given to may bear out another.
            and not state(fact.scope) - {"example"}
        ):
            told[fact.subject].append(fact)
    stacks = Stacks(world)
    index = _Index({name for name, facts in known.items() if any(fact.source == "dotenv" for fact in facts)})
    for name in sorted(told):
        facts = [
            fact
            for fact in told[name]
            if not world.silent(fact.path)
            and fact.source in ("assigned", "table")
            and not state(fact.scope)
            # What an image reads is called as its makers call it.
            and not stacks.service(fact.path, fact.line)
        ]
        if name in known or not facts:
            continue
        near = [
            other
            for other in index.near(name)
            if _apart(told[name], told.get(other, ()), _BLOCK if _alike(name, other) else 0)
            and _close(facts, known[other])
        ]
        facts = [fact for fact in facts if near and _close([fact], known[near[0]]) and not _means(fact, near[0], known)]
        facts = [
            fact for fact in facts if not _by_another_name(fact, near[0], told) and _of_one_kind(fact, given[near[0]])
        ]
        if len(near) == 1 and facts:
            said = (*told.get(near[0], ()), *spoken.get(near[0], ()))
            others = _one_each([fact for fact in said if not world.silent(fact.path)])[:_MAX_OTHERS]
            proofs = [_named(fact) for fact in known[near[0]] if fact.source == "dotenv" and _close(facts, [fact])]
            samples = [fact for fact in told[name] if state(fact.scope) and not world.silent(fact.path)]
            places = [_named(fact) for fact in (*facts, *samples, *others)]
            yield finding("other", near[0], "variable name", places, proofs, confidence=0.7)
    yield from _lists(told, known, world)


def _lists(told: dict[str, list[Fact]], known: dict[str, list[Fact]], world: World) -> Iterator[Conflict]:
    """Two names that no template knows, where two documents list the rest of a family alike."""
    index = _Index({name for name in told if name not in known})
    tops = frozenset(path.partition("/")[0] for path in world.tree.files if "/" in path)
    families: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, facts in told.items():
        for fact in facts:
            families[fact.path, _words(name)[0]].add(name)
    for name in sorted(told):
        mine = [
            fact
            for fact in told[name]
            # "VERSION=<version>" is a variable of the reader's own shell.
            if name not in known and not world.silent(fact.path) and not state(fact.scope) and fact.value[:1] != "<"
        ]
        for other in index.near(name) if mine else ():
            theirs = [fact for fact in told[other] if not world.silent(fact.path) and fact.value[:1] != "<"]
            if (
                other <= name
                or not theirs
                or not _apart(told[name], told[other])
                or not world.current([*mine, *theirs])
            ):
                continue
            family, long = _words(name)[0], min(len(_words(name)), len(_words(other))) >= _LONG
            pairs = [
                (one, two)
                for one in mine
                for two in theirs
                if (long or len(families[one.path, family] & families[two.path, family]) >= _MIN_SHARED)
                and world.component(one.path) == world.component(two.path)
                and not _of_two_parts(one.path, two.path, tops)
            ]
            if pairs:
                places = [_named(fact) for pair in pairs for fact in pair]
                yield finding("other", f"{family} variables", f"name of {other}", places, confidence=0.6)


def _of_two_parts(one: str, other: str, tops: frozenset[str]) -> bool:
    """Whether two documents lie in folders that are called like two parts of the repository: each has its own names."""
    mine, theirs = (tops.intersection(path.split("/")[1:-1]) for path in (one, other))
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)


def _means(fact: Fact, near: str, known: Iterable[str]) -> bool:
    """Whether the stand-in for a value says that another known name is meant: `KEY=your-service-role-key`."""
    said, own = {word.upper() for word in tokens(fact.value)}, set(fact.subject.split("_"))
    return any(own < set(other.split("_")) and set(other.split("_")) - own <= said for other in known if other != near)


def _by_another_name(fact: Fact, near: str, told: Mapping[str, Sequence[Fact]]) -> bool:
    """Whether the document calls the known setting by words of one meaning, so that this name is another one's."""
    others = [other for other in told if other not in (fact.subject, near) and _alike(other, near)]
    return any(one.path == fact.path for other in others for one in told[other])


def _of_one_kind(fact: Fact, values: Sequence[str]) -> bool:
    """Whether the values may be of one setting: a switch is no file."""
    return not fact.value or not values or any(_switch(value) == _switch(fact.value) for value in values)


def _switch(value: str) -> bool:
    return value.strip("\"'").lower() in _SWITCH


def _one_each(facts: Sequence[Fact]) -> list[Fact]:
    """The first fact of each document."""
    return list({fact.path: fact for fact in reversed(facts)}.values())[::-1]


def _alike(name: str, other: str) -> bool:
    """Whether two names differ only by words of one meaning, so that who uses both has slipped."""
    return _words(name) == _words(other)


def _named(fact: Fact) -> Fact:
    """The fact that a name is used: its value is the name."""
    return Fact(
        fact.kind, fact.subject, "name", fact.subject, fact.scope, fact.path, fact.line, fact.quoted, fact.source
    )


def _apart(mine: Sequence[Fact], theirs: Sequence[Fact], lines: int = 0) -> bool:
    """Whether no document has both, or, where `lines` are given, none so near that they stand in one list."""
    return not any(
        one.path == other.path and (not lines or abs(one.line - other.line) <= lines)
        for one in mine
        for other in theirs
    )


def _close(facts: Sequence[Fact], proofs: Sequence[Fact]) -> bool:
    """Whether a template speaks for one of the documents: it lies at the root, or in a folder above or below it."""
    for proof in proofs:
        folder = proof.path.rpartition("/")[0]
        name = folder.rsplit("/", 1)[-1]
        if not folder or any(
            fact.path.startswith(f"{folder}/") or (name and f"/{name}/" in f"/{fact.path}") for fact in facts
        ):
            return True
    return False


class _Index:
    """Known names, by the words that must be shared."""

    def __init__(self, names: set[str]) -> None:
        self._by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for name in sorted(names):
            words = _words(name)
            self._by_first[words[0]].append((name, words))

    def near(self, name: str) -> list[str]:
        """Known names that differ by one word left out or put in, or by a word of the same meaning."""
        words = _words(name)
        found = []
        for other, theirs in self._by_first[words[0]]:
            if other == name or len(words) < 2 or len(theirs) < 2:
                continue
            if words == theirs or _one_more(words, theirs) or _one_more(theirs, words):
                found.append(other)
        same = [other for other in found if _words(other) == words]
        return same or found


def _words(name: str) -> tuple[str, ...]:
    parts = [part for part in name.split("_") if part]
    if parts[-1:] == ["ROOT"]:
        parts[-1] = "DIR"  # of files; the user stands before what is his: "ROOT_PASSWORD"
    return tuple(_KIND.get(part, part[:-1] if part.endswith("S") and len(part) > 4 else part) for part in parts)


def _one_more(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    if len(longer) != len(shorter) + 1:
        return False
    for index, word in enumerate(longer):
        if longer[:index] + longer[index + 1 :] == shorter:
            return not _TELLING.match(word)
    return False
