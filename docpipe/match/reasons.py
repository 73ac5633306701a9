"""Two aligned texts -> what they share and what differs, and the sentence that says so in words a person can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from docpipe.match.align import Side
from docpipe.match.features import SAME, WITHIN
from docpipe.match.fingerprint import SectionPrint, parts
from docpipe.match.index import Index
from docpipe.text.differences import replaced

SHOWN = 3  # differences named before the rest is counted
LONG = 4  # words from which a difference is no value, name or wording but another sentence
COMMON = 25  # a word that one in so many texts has is no reason
WHOLE = 1 - 1e-9  # likeness of statements that have the same words
SPECIAL = 5  # words named where few statements pair up

Pair = tuple[str, str]
Sides = tuple[AbstractSet[str], AbstractSet[str]]


@dataclass(frozen=True, slots=True)
class Share:
    """Of the statements of one side, how many stand in the other: word for word, and in other words."""

    statements: int
    same: int
    reworded: int

    @property
    def alone(self) -> int:
        """How many stand on this side only."""
        return self.statements - self.same - self.reworded


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sections share, and where one has other words than the other; of each pair the left one's come first.

    `words` are the rarest that both have: where few statements pair up, they are why the two were held together.
    """

    left: Share
    right: Share
    values: tuple[Pair, ...]
    names: tuple[Pair, ...]
    wordings: tuple[Pair, ...]
    words: tuple[str, ...]

    def turned(self) -> Comparison:
        """The same, seen from the other side."""
        kinds = (self.values, self.names, self.wordings)
        values, names, wordings = (tuple((there, here) for here, there in kind) for kind in kinds)
        return Comparison(self.right, self.left, values, names, wordings, self.words)


def compare(index: Index, left: Side, right: Side, pair: int, sections: tuple[int, int]) -> Comparison:
    """Hold the texts of pair `pair` against each other; `sections` are two that have them."""
    sides = _side(index, left, pair, sections[0]), _side(index, right, pair, sections[1])
    shares = [_share(side) for side in sides]
    turned = shares[1].statements < shares[0].statements
    changes = [(there, here) for here, there in _changes(*sides[::-1])] if turned else list(_changes(*sides))
    values, names, wordings = _sorted_out(changes, *(index.sections[at] for at in sections))
    few = max(share.same + share.reworded for share in shares) * 2 < min(share.statements for share in shares)
    words = _special(index, *(int(index.text_of[at]) for at in sections)) if few else ()
    return Comparison(shares[0], shares[1], values, names, wordings, words)


def reason(found: Comparison) -> str:
    """Why a match is one: "10 of 12 statements of the left stand in the right, 4 word for word; …"."""
    smaller, larger, sides = found.left, found.right, ("left", "right")
    if larger.statements < smaller.statements:
        smaller, larger, sides = larger, smaller, ("right", "left")
    said = [_counted(smaller, "", f" of the {sides[0]}", f"in the {sides[1]}")]
    if larger.statements > smaller.statements:
        said.append(f"the {sides[1]} has {larger.statements}")
    return "; ".join([*said, *_special_words(found), *_differences(found, "{} / {}")])


def seen(found: Comparison) -> str:
    """The same from the left, which a reader has before them, towards the right, which leads."""
    here, there = found.left, found.right
    if here.statements <= there.statements:
        said = [_counted(here, "its ", "", "there")]
        if here.same + here.reworded and here.alone:
            said.append(f"{here.alone} only here")
        if there.statements > here.statements:
            said.append(f"the leader has {there.statements}")
    else:
        said = [_counted(there, "the leader's ", "", "here")]
        said.append(f"this one has {here.statements}")
    return "; ".join([*said, *_special_words(found), *_differences(found, "{} here, {} there")])


def _counted(share: Share, whose: str, of_whom: str, where: str) -> str:
    """How many statements of one side stand on the other, and how many of them word for word."""
    shared, count = share.same + share.reworded, share.statements
    verb = "stands" if shared == 1 or not shared else "stand"
    if count == 1:
        what = f"{whose or 'the '}one statement{of_whom}"
        return f"{what} {verb} {where}, {_how(share)}" if shared else f"{what} pairs up with none {where}"
    number = "all" if shared == count else f"{shared or 'none'} of"
    what = f"{number} {whose}{count} statements{of_whom} {verb} {where}"
    return f"{what}, {_how(share)}" if shared else what


def _how(share: Share) -> str:
    if not share.reworded:
        return "word for word"
    return f"{share.same} word for word" if share.same else "in other words"


def _special_words(found: Comparison) -> Iterator[str]:
    if found.words:
        yield f"both speak of {', '.join(found.words)}"


def _differences(found: Comparison, form: str) -> Iterator[str]:
    """Numbers and names; other wordings where nothing else tells the two apart."""
    kinds = [(found.values, "number differs", "numbers differ"), (found.names, "name differs", "names differ")]
    if not found.left.alone and not found.right.alone:
        kinds.append((found.wordings, "wording differs", "wordings differ"))
    for pairs, one, many in kinds:
        if pairs:
            shown = [form.format(*pair) for pair in pairs[:SHOWN]] + ["…"] * (len(pairs) > SHOWN)
            between = "; " if "," in form else ", "
            yield f"{len(pairs)} {one if len(pairs) == 1 else many}: {between.join(shown)}"


@dataclass(frozen=True, slots=True)
class _Aligned:
    """One side of a pair: its statements, the first one's number, and of each its partner's number and likeness."""

    statements: tuple[str, ...]
    first: int
    partner: list[int]
    like: list[float]
    held: list[float]


def _side(index: Index, side: Side, pair: int, section: int) -> _Aligned:
    rows = slice(int(side.start[pair]), int(side.start[pair + 1]))
    said, first = index.sections[section].said.statements, int(index.stmt_start[index.text_of[section]])
    return _Aligned(said, first, *(values[rows].tolist() for values in (side.partner, side.like, side.held)))


def _share(side: _Aligned) -> Share:
    same = sum([like >= WHOLE for like in side.like])
    said = sum([like >= SAME or held >= WITHIN for like, held in zip(side.like, side.held, strict=True)])
    return Share(len(side.like), same, said - same)


def _changes(side: _Aligned, other: _Aligned) -> Iterator[Pair]:
    """Words of statements and what stands in their place in the partners; of two that are each other's best."""
    for row, like in enumerate(side.like):
        if SAME <= like < WHOLE:
            partner = side.partner[row] - other.first
            if other.partner[partner] == side.first + row:
                yield from replaced(side.statements[row].split(" "), other.statements[partner].split(" "))


def _sorted_out(changes: Sequence[Pair], left: SectionPrint, right: SectionPrint) -> tuple[tuple[Pair, ...], ...]:
    """Values (one number on each side), names (of headings and paths, or changed throughout), other wordings."""
    values = dict[Pair, None]()
    others: list[Pair] = []
    for here, there in changes:
        numbers = [[word for word in side.split(" ") if _has_digit(word)] for side in (here, there)]
        if len(numbers[0]) == len(numbers[1]) == 1 and numbers[0] != numbers[1]:
            values[numbers[0][0], numbers[1][0]] = None
        elif max(here.count(" "), there.count(" ")) < LONG and _is_word(here) and _is_word(there):
            others.append((here, there))
    if not others:
        return tuple(values), (), ()
    called, often = (_called(left), _called(right)), Counter(others)
    spoken = (_words(left), _words(right)) if max(often.values()) > 1 else (set[str](), set[str]())
    names, wordings = dict[Pair, None](), dict[Pair, None]()
    for here, there in others:
        words = set(here.split(" ")), set(there.split(" "))
        named = _is_name(words, called) or (often[here, there] > 1 and _throughout(words, spoken))
        (names if named else wordings)[here, there] = None
    return tuple(values), tuple(names), tuple(wordings)


def _is_name(words: Sides, called: Sides) -> bool:
    """Whether each side has a word that only its own section is called by."""
    return not (words[0].isdisjoint(called[0] - called[1]) or words[1].isdisjoint(called[1] - called[0]))


def _throughout(words: Sides, spoken: Sides) -> bool:
    """Whether neither side says what the other says in its place."""
    return words[0].isdisjoint(spoken[1]) and words[1].isdisjoint(spoken[0])


def _called(section: SectionPrint) -> frozenset[str]:
    return _distinct(" ".join((*section.trail, section.path)))


@lru_cache(1 << 16)
def _distinct(text: str) -> frozenset[str]:
    return frozenset(parts(text))


def _words(section: SectionPrint) -> set[str]:
    return {word for statement in section.said.statements for word in statement.split(" ")}


def _special(index: Index, left: int, right: int) -> tuple[str, ...]:
    """The rarest words that both texts have."""
    known = {word for text in (left, right) for said in index.said(text).statements for word in said.split(" ")}
    both = set(index.bag(left).tolist()) & set(index.bag(right).tolist())
    spelt = sorted((int(index.df[index.words[word]]), word) for word in known if index.words[word] in both)
    return tuple(word for df, word in spelt if df * COMMON <= len(index.members) and _is_word(word))[:SPECIAL]


def _has_digit(text: str) -> bool:
    return not text.isalpha() and any(map(str.isdigit, text))


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))
