"""Pairs of sections -> numbers that tell how their names relate and whether they speak of each other's, all at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from docpipe.match.arrays import Floats, Ints, ranges
from docpipe.match.index import Index
from docpipe.match.names import Names
from docpipe.match.wordsets import WordSets


def subjects(index: Index, names: Names, left: Ints, right: Ints) -> dict[str, Floats]:
    """The figures of each pair of sections `left[p]`, `right[p]`."""
    at, pairs = np.unique(np.concatenate((left, right)), return_inverse=True)
    a, b = pairs[: len(left)], pairs[len(left) :]
    named = [names.of(section) for section in at.tolist()]
    sets = WordSets(names)
    heading, parents = sets.rows(name.heading for name in named), sets.rows(name.parents for name in named)
    every, body = sets.rows(name.every for name in named), _bodies(index, index.text_of[at], len(names.weights))
    own, spoken = every.multiply(body).tocsr(), ((every + body) > 0).astype(np.float64)
    placed = np.diff(parents.indptr) > 0
    return {
        "subject_max": np.maximum(sets.only(own, spoken, a, b), sets.only(own, spoken, b, a)) / names.most,
        "heading": sets.alike(heading, a, b),
        "named_both": sets.weight(own[a].multiply(own[b]).tocsr()) / names.most,
        "parents": np.where(placed[a] | placed[b], sets.alike(parents, a, b), 0.5),
    }


def _bodies(index: Index, texts: Ints, words: int) -> Any:
    """The distinct words of each text, a sparse row each; every section that is held against another has one."""
    count = index.bag_start[texts + 1] - index.bag_start[texts]
    at, start = ranges(index.bag_start[texts], count), np.concatenate(([0], np.cumsum(count)))
    return sparse.csr_matrix((np.ones(len(at)), index.bag_word[at], start), shape=(len(texts), words))
