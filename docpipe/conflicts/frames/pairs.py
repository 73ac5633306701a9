"""Mentions -> pairs that may contradict: amounts of one dimension whose frames share rare words.

Never all pairs: an inverted index over the words that few mentions have. Of two documents each mention is held against
its best counterpart only, and a document that says the other's amount too means two things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from docpipe.conflicts.counts import FREE
from docpipe.conflicts.frames.mentions import Mention
from docpipe.conflicts.frames.values import Amounts, Bools, Floats, Ints
from docpipe.conflicts.world import apart, together

Words = Any  # a sparse matrix: one row a mention, one column a word, the root of its weight
COMMON = 80  # mentions of one dimension that a word may have and still lead to pairs
GENERIC = 4.0  # weight of the words beside an amount below which the heading names the subject
SHARED = 1.5  # least weight of the words that two clauses share
ALIKE = 0.4  # least share of the smaller clause's weight
SPECIFIC = 3  # words in common from which on two documents count the same without a third that agrees
FEW = 5  # things that are counted from which on the number is of the whole, not of what is at hand
SAME = 0.6  # share of the larger one from which on two clauses say the same
HEAD = 0.7  # what an equal heading counts beside an equal clause
_HEADERS = frozenset({"default", "value", "number", "standard", "valor", "wert"})  # name a column, and no setting
_CODED = re.compile(r"^[A-Za-z][A-Za-z0-9-]*(?:[._][A-Za-z][A-Za-z0-9-]*)+$|^[a-z]+(?:[A-Z][a-z]+)+$")  # as code writes
_CHUNK = 200_000
_DIGITS = re.compile(r"\d+")


@dataclass(slots=True)
class Frames:
    """The mentions and their words as matrices."""

    mentions: Sequence[Mention]
    amounts: Amounts
    beside: Sequence[frozenset[str]]  # the words beside the amount, those of the heading too where they name nothing
    near: Words  # the same as a matrix
    around: Words
    head: Words


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions of one dimension, whether their amounts differ or not.

    `larger` is the share of the larger clause's words, by weight, that both have.
    """

    a: Ints
    b: Ints
    larger: Floats

    def only(self, rows: Bools) -> Pairs:
        """Those pairs."""
        return Pairs(self.a[rows], self.b[rows], self.larger[rows])


def frames(mentions: Sequence[Mention], documents: int) -> Frames:
    """Count the words of all mentions, by document."""
    number: dict[str, int] = {}
    held: dict[str, set[str]] = {}
    for mention in mentions:
        for word in sorted(mention.known):
            number.setdefault(word, len(number))
            held.setdefault(word, set()).add(mention.fact.path)
    weight = {word: float(np.log1p(documents / len(paths))) for word, paths in held.items()}
    beside = [
        one.near | one.head if sum(weight[word] for word in sorted(one.near)) < GENERIC else one.near
        for one in mentions
    ]

    def matrix(sets: Iterable[frozenset[str]]) -> Words:
        columns = [sorted(number[word] for word in one) for one in sets]
        names = list(number)
        flat = np.array([column for row in columns for column in row], np.int64)
        data = np.sqrt(np.array([weight[names[column]] for column in flat], np.float64))
        starts = np.concatenate(([0], np.cumsum([len(row) for row in columns])))
        return sparse.csr_matrix((data, flat, starts), shape=(len(columns), max(len(number), 1)))

    return Frames(
        mentions,
        Amounts([one.fact.value for one in mentions]),
        beside,
        matrix(beside),
        matrix(one.around for one in mentions),
        matrix(one.head for one in mentions),
    )


def mass(words: Words) -> Floats:
    """The weight of each mention's words."""
    out: Floats = np.asarray(words.multiply(words).sum(1)).ravel()
    return out


def common(left: Words, right: Words, a: Ints, b: Ints) -> Floats:
    """The weight of the words that two mentions share, a pair at a time."""
    out = np.zeros(len(a))
    for start in range(0, len(a), _CHUNK):
        part = slice(start, start + _CHUNK)
        out[part] = np.asarray(left[a[part]].multiply(right[b[part]]).sum(1)).ravel()
    return out


def candidates(found: Frames) -> tuple[Pairs, Pairs]:
    """All alike pairs of two documents, and those of them that may contradict."""
    every = _alike(found)
    return every, every.only(_rivals(found, every))


def _alike(found: Frames) -> Pairs:
    by_dimension: dict[str, list[int]] = {}
    for at, mention in enumerate(found.mentions):
        by_dimension.setdefault(mention.fact.attribute, []).append(at)
    document = _numbered([mention.fact.path for mention in found.mentions])
    lefts, rights = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for _, members in sorted(by_dimension.items()):
        index = np.array(members, np.int64)
        words = found.near[index]
        held = np.bincount(words.indices, minlength=words.shape[1])
        words = words[:, np.flatnonzero((held > 1) & (held <= COMMON))]
        met = sparse.triu(words @ words.T, k=1).tocoo()
        a, b = index[met.row], index[met.col]
        kept = document[a] != document[b]
        lefts.append(a[kept])
        rights.append(b[kept])
    a, b = np.concatenate(lefts), np.concatenate(rights)
    weight = mass(found.near)
    shared = common(found.near, found.near, a, b)
    kept = (shared >= SHARED) & (shared >= ALIKE * np.minimum(weight[a], weight[b]))
    a, b, shared = a[kept], b[kept], shared[kept]
    return Pairs(a, b, shared / np.maximum(weight[a], weight[b]))


def _rivals(found: Frames, pairs: Pairs) -> Bools:
    """Pairs whose amounts differ, each the other's best counterpart, in documents that do not say both."""
    a, b = pairs.a, pairs.b
    document = _numbered([mention.fact.path for mention in found.mentions])
    value = _numbered([mention.fact.value for mention in found.mentions])
    likeness = (
        pairs.larger + share(found.around, a, b) + HEAD * share(found.head, a, b) + 0.001 * (value[a] == value[b])
    )
    width = int(document.max(initial=0)) + 1
    there, back = a * width + document[b], b * width + document[a]
    best = _most(np.concatenate((there, back)), np.concatenate((likeness, likeness)))
    chosen = (likeness >= best(there) - 1e-9) & (likeness >= best(back) - 1e-9)
    equal = (value[a] == value[b]) & (pairs.larger >= SAME)
    said = np.unique(np.concatenate((there[equal], back[equal])))
    chosen &= ~np.isin(there, said) & ~np.isin(back, said)
    chosen &= found.amounts.clash(a, b)
    rows = np.flatnonzero(chosen)
    kept = [_comparable(found.mentions[x], found.mentions[y]) for x, y in zip(a[rows], b[rows], strict=True)]
    out: Bools = chosen
    out[rows] = np.array(kept, bool)
    return out


def _comparable(one: Mention, other: Mention) -> bool:
    """Whether two can be about one thing: scopes that hold at once, one column, one noun where things are counted."""
    if not _in_one_place(one, other) or _said_by_both(one, other):
        return False
    if not (one.header <= other.known and other.header <= one.known) or _series(one) != _series(other):
        return False
    if one.head == other.head and one.title - other.known and other.title - one.known:
        return False  # pages of one shape about two things
    if one.fact.kind == "count":
        return _same_things(one, other)
    if one.noun and other.noun:
        return bool(one.noun & other.noun) and not (one.noun - other.known and other.noun - one.known)
    return True


def _said_by_both(one: Mention, other: Mention) -> bool:
    """Whether the lines hold the same numbers, or each the amount of the other, for something else."""
    return one.numbers == other.numbers or (one.fact.value in other.numbers and other.fact.value in one.numbers)


def _in_one_place(one: Mention, other: Mention) -> bool:
    """Whether what the one speaks of may hold where the other does: in one environment, part of the system, setting."""
    if _names_apart(one, other):
        return False
    return together(one.fact.scope, other.fact.scope) and not apart(one.component, other.component)


def _same_things(one: Mention, other: Mention) -> bool:
    """Whether two numbers count the same: two words of their noun phrase, none that grow from day to day."""
    if min(float(mention.fact.value.lstrip("<>~").split("-")[0]) for mention in (one, other)) < FEW:
        return False
    if not (one.noun or other.noun):
        parallel = one.title & other.title and one.title - other.known and other.title - one.known
        return len((one.label & other.label) - _HEADERS) > 1 and not parallel
    shared = one.noun & other.noun
    if len(one.near & other.near) < SPECIFIC:
        return False
    return len(shared) > 1 and not shared & FREE and not (one.noun - other.known and other.noun - one.known)


def _names_apart(one: Mention, other: Mention) -> bool:
    """Whether two rows or labels name two settings, one at least as code does: `toolbox.resources` and `resources`."""
    mine, theirs = (mention.fact.subject.partition("‖")[0].partition(" ")[0].strip("`*:") for mention in (one, other))
    return bool(mine and theirs) and mine != theirs and bool(_CODED.match(mine) or _CODED.match(theirs))


def _series(mention: Mention) -> list[str]:
    """The numbers in a document's name: `PHASE_1.md` and `PHASE_2.md` are about two things."""
    return _DIGITS.findall(mention.fact.path.rpartition("/")[2])


def share(words: Words, a: Ints, b: Ints) -> Floats:
    """The share that two mentions have in common of the larger one's words."""
    weight = mass(words)
    out: Floats = common(words, words, a, b) / np.maximum(np.maximum(weight[a], weight[b]), 1e-9)
    return out


def _numbered(names: Sequence[str]) -> Ints:
    number: dict[str, int] = {}
    return np.array([number.setdefault(name, len(number)) for name in names], np.int64)


def _most(keys: Ints, values: Floats) -> Callable[[Ints], Floats]:
    """The greatest value that each key has."""
    order = np.lexsort((values, keys))
    ordered = keys[order]
    last = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], True)) if len(ordered) else np.zeros(0, np.int64)
    distinct, greatest = ordered[last], values[order][last]
    return lambda asked: greatest[np.searchsorted(distinct, asked)]
