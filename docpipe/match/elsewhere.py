"""Candidates -> whether a side of a pair has a nearer partner elsewhere in the other's document. No judgement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from docpipe.match.arrays import Floats, Ints, first_of_runs
from docpipe.match.candidates import Candidates
from docpipe.match.index import Index

FAINT = 0.05  # cosine below which a pair has no likeness to measure another's by


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """For each text and document the nearest text of that document, its cosine, and that of the second nearest.

    Sorted by key: text times documents, plus document. A text that stands in several documents counts for the first.
    """

    document: Ints
    documents: int
    key: Ints
    nearest: Ints
    first: Floats
    second: Floats

    def rival(self, found: Candidates) -> Floats:
        """How near the best other partner is that either side has in the other's document, beside the pair itself."""
        other = np.maximum(self._other(found.left, found.right), self._other(found.right, found.left))
        return other / np.maximum(found.cosine, FAINT)

    def _other(self, texts: Ints, partners: Ints) -> Floats:
        """The greatest cosine of each text with a text of its partner's document that is not the partner."""
        if not len(self.key):
            return np.zeros(len(texts))
        wanted = texts * self.documents + self.document[partners]
        at = np.minimum(np.searchsorted(self.key, wanted), len(self.key) - 1)
        cosine = np.where(self.nearest[at] == partners, self.second[at], self.first[at])
        return np.where(self.key[at] == wanted, cosine, 0.0)


def elsewhere(index: Index, found: Candidates) -> Elsewhere:
    """The nearest texts of every document to every text, as far as they are candidates."""
    numbers: dict[str, int] = {}
    paths = (index.sections[members[0]].path for members in index.members)
    document = np.array([numbers.setdefault(path, len(numbers)) for path in paths], np.int64)
    text, other = np.concatenate((found.left, found.right)), np.concatenate((found.right, found.left))
    cosine = np.concatenate((found.cosine, found.cosine))
    key = text * max(len(numbers), 1) + document[other]
    order = np.lexsort((other, -cosine, key))
    key, other, cosine = key[order], other[order], cosine[order]
    first = first_of_runs(key)
    several = np.diff(np.append(first, len(key))) > 1
    second = np.zeros(len(first))
    second[several] = cosine[first[several] + 1]
    return Elsewhere(document, max(len(numbers), 1), key[first], other[first], cosine[first], second)
