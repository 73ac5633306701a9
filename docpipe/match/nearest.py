"""Pairs of texts -> the sections at which each is looked at: the members that lie nearest.

Not twins of each other, then with the longest path in common. All pairs at once: versions of a page make many members.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from docpipe.match.arrays import Ints, first_of_runs, ranges
from docpipe.match.index import Index
from docpipe.match.judge import TWINS
from docpipe.match.places import Places

_AT_ONCE = 1 << 20  # members that are laid side by side at once


def nearest(index: Index, places: Places, left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """One member of each text of each pair."""
    size = np.array([len(members) for members in index.members], np.int64)
    start = np.concatenate(([0], np.cumsum(size)))
    member = np.array([at for members in index.members for at in members], np.int64)
    lefts, rights = member[start[left]], member[start[right]]
    several = np.flatnonzero((size[left] > 1) | (size[right] > 1))
    search = _Search(index, places, size, start, member)
    for part in _parts(several, size[left[several]] + size[right[several]]):
        for pair, one, other in search.of(left[part], right[part]):
            lefts[part[pair]], rights[part[pair]] = one, other
    return lefts, rights


def _parts(pairs: Ints, size: Ints) -> Iterator[Ints]:
    """The pairs in lots of some members."""
    lot = np.cumsum(size) // _AT_ONCE
    for begin, end in pairwise([*first_of_runs(lot).tolist(), len(pairs)]):
        yield pairs[begin:end]


class _Search:
    """The members of all texts, in a row."""

    def __init__(self, index: Index, places: Places, size: Ints, start: Ints, member: Ints) -> None:
        self._places = places
        self._size, self._start, self._member = size, start, member
        paths = sorted({section.path for section in index.sections})
        rank = {path: at for at, path in enumerate(paths)}
        self._path = np.array([rank[section.path] for section in index.sections], np.int64)
        self._steps = _steps(paths)

    def of(self, left: Ints, right: Ints) -> Iterator[tuple[int, int, int]]:
        """Each pair of texts, by position, with the members of it that lie nearest."""
        pair, a, b = self._side_by_side(left, right)
        order = np.lexsort((b, a, -self._common(a, b), pair))
        pair, lefts, rights = pair[order], a[order].tolist(), b[order].tolist()
        for begin, end in pairwise([*first_of_runs(pair).tolist(), len(pair)]):
            apart = (at for at in range(begin, end) if self._places.twins(lefts[at], rights[at]) <= TWINS)
            at = next(apart, begin)
            yield int(pair[begin]), lefts[at], rights[at]

    def _side_by_side(self, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
        """Members of the one text that stand beside one of the other in path order: one of them is the nearest."""
        texts = np.concatenate((left, right))
        size = self._size[texts]
        at = self._member[ranges(self._start[texts], size)]
        pair = np.repeat(np.tile(np.arange(len(left)), 2), size)
        other = np.repeat(np.arange(len(texts)) >= len(left), size)
        order = np.lexsort((at, self._path[at], pair))
        pair, other, at = pair[order], other[order], at[order]
        beside = np.flatnonzero((pair[1:] == pair[:-1]) & (other[1:] != other[:-1]))
        one, next_one, turned = at[beside], at[beside + 1], other[beside]
        return pair[beside], np.where(turned, next_one, one), np.where(turned, one, next_one)

    def _common(self, left: Ints, right: Ints) -> Ints:
        """How many steps of their paths each two sections have in common."""
        a, b = self._path[left], self._path[right]
        common = np.zeros(len(left), np.int64)
        for step in self._steps:
            common += (step[a] == step[b]) & (step[a] >= 0)
        return common


def _steps(paths: Sequence[str]) -> list[Ints]:
    """For each depth a number for the path down to there, the same for the same one; -1 where a path is shorter."""
    steps = [path.split("/") for path in paths]
    number: dict[tuple[int, str], int] = {}
    above = [0] * len(steps)
    found = []
    for depth in range(max(map(len, steps), default=0)):
        above = [
            number.setdefault((at, names[depth]), len(number) + 1) if len(names) > depth else -1
            for at, names in zip(above, steps, strict=True)
        ]
        found.append(np.array(above, np.int64))
    return found
