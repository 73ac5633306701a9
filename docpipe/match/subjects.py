"""Pairs of sections -> numbers that tell how their names relate and whether they speak of each other's, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from scipy import sparse

from docpipe.match.arrays import Floats, Ints
from docpipe.match.index import Index
from docpipe.match.names import Named, Names, Words


def subjects(index: Index, names: Names, left: Ints, right: Ints) -> dict[str, Floats]:
    """The figures of each pair of sections `left[p]`, `right[p]`."""
    at = np.unique(np.concatenate((left, right)))
    named = [names.of(section) for section in at.tolist()]
    sets = _Sets(index, names, at, named)
    a, b = np.searchsorted(at, left), np.searchsorted(at, right)
    heading, parents = sets.of(lambda name: name.heading), sets.of(lambda name: name.parents)
    every, body = sets.of(lambda name: name.every), sets.bodies
    own, spoken = every.multiply(body), ((every + body) > 0).astype(np.float64)
    said = [sets.only(own, spoken, a, b) / names.most, sets.only(own, spoken, b, a) / names.most]
    apart = [sets.only(heading, heading, a, b), sets.only(heading, heading, b, a)]
    placed = np.diff(parents.indptr) > 0
    return {
        "subject_min": np.minimum(*said),
        "subject_max": np.maximum(*said),
        "heading": sets.alike(heading, a, b),
        "heading_differs": np.minimum(*apart) / names.most,
        "named_both": sets.weight(own[a].multiply(own[b]).tocsr()) / names.most,
        "parents": np.where(placed[a] | placed[b], sets.alike(parents, a, b), 0.5),
    }


class _Sets:
    """Sets of words, a sparse row a section, and what they weigh."""

    def __init__(self, index: Index, names: Names, at: Ints, named: list[Named]) -> None:
        self._named = named
        self._weights = np.array(names.weights)
        texts = index.text_of[at].tolist()
        self.bodies = self._rows(index.bag(text).tolist() if text >= 0 else () for text in texts)

    def of(self, which: Callable[[Named], Words]) -> Any:
        """The words that `which` names each section by."""
        return self._rows(sorted(which(name)) for name in self._named)

    def weight(self, rows: Any) -> Floats:
        """How rare the words of each row are, together."""
        out: Floats = rows @ self._weights
        return out

    def only(self, rows: Any, others: Any, a: Ints, b: Ints) -> Floats:
        """The weight of what stands in row `a[p]` and not in the other row `b[p]`."""
        return np.maximum(self.weight(rows)[a] - self.weight(rows[a].multiply(others[b]).tocsr()), 0.0)

    def alike(self, rows: Any, a: Ints, b: Ints) -> Floats:
        """The weight of the words in both rows over that of the words in either."""
        whole, both = self.weight(rows), self.weight(rows[a].multiply(rows[b]).tocsr())
        return both / np.maximum(whole[a] + whole[b] - both, 1e-9)

    def _rows(self, sets: Iterable[Iterable[int]]) -> Any:
        words: list[int] = []
        start = [0]
        for each in sets:
            words.extend(each)
            start.append(len(words))
        shape = (len(start) - 1, len(self._weights))
        return sparse.csr_matrix((np.ones(len(words)), np.array(words, np.int64), np.array(start)), shape=shape)
