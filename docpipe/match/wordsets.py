"""Sets of words by which things are called, a sparse row each -> what they weigh, alone and against each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy import sparse

from docpipe.match.arrays import Floats, Ints
from docpipe.match.names import Names


class WordSets:
    """Makes rows of words, and weighs them by how rare the words are that have a number by now."""

    def __init__(self, names: Names) -> None:
        """`names` has numbered all the words that are asked about."""
        self._weights = np.array(names.weights)

    def rows(self, sets: Iterable[Iterable[int]]) -> Any:
        """A sparse row for each set, of ones."""
        words: list[int] = []
        start = [0]
        for each in sets:
            words.extend(each)
            start.append(len(words))
        shape = (len(start) - 1, len(self._weights))
        return sparse.csr_matrix((np.ones(len(words)), np.array(words, np.int64), np.array(start)), shape=shape)

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
