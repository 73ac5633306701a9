"""Distinct texts -> the pairs worth a closer look, and how close each text's nearest neighbours are. No judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from docpipe.match.arrays import Floats, Ints, first_of_runs
from docpipe.match.index import Index

# Measured on labelled corpora: these propose 98 % of the pairs that readers merged, at a cost linear in the texts.
COMMON = 1000  # a word in more texts than this proposes nothing
REACH = 6000  # a text asks with its rarest words, as many as stand in so many texts together
NEIGHBOURS = 20  # pairs proposed by likeness, for each text
HOLDERS = 8  # pairs proposed because one text stands inside the other, for each text
ALIKE = 0.12  # least cosine of a pair proposed by likeness
HELD = 0.45  # least share of the smaller text's weight in the larger, of a pair proposed as held
ROWS = 1024  # texts multiplied at a time; bounds memory


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of texts, `left < right`, sorted, with the cosine of their words' weights (common words left out).

    `nearest[t]` holds the best cosines of text t, falling, 0 where there are fewer than NEIGHBOURS.
    """

    left: Ints
    right: Ints
    cosine: Floats
    nearest: Floats


def find(index: Index) -> Candidates:
    """All pairs among each text's nearest by cosine or by containment."""
    count = len(index.members)
    norm, unit = unit_rows(index)
    asking, columns = _rarest(unit, index.df), unit.T.tocsr()
    found: list[Ints] = [np.zeros(0, np.int64)]
    for low in range(0, count, ROWS):
        rows, cols, cosine = _product(asking, columns, norm, low)
        mine, others = norm[rows], norm[cols]
        share = cosine * np.maximum(mine, others) / np.minimum(mine, others)
        near, held = _top(rows, cosine, NEIGHBOURS, ALIKE), _top(rows, share, HOLDERS, HELD)
        chosen = np.concatenate((near, held))
        found.append(np.minimum(rows, cols)[chosen] * count + np.maximum(rows, cols)[chosen])
    key = np.sort(np.concatenate(found))
    key = key[first_of_runs(key)]
    left, right = key // max(count, 1), key % max(count, 1)
    cosine = cosines(unit, left, right)
    return Candidates(left, right, cosine, _nearest(count, left, right, cosine))


def unit_rows(index: Index) -> tuple[Floats, Any]:
    """The length of each text's weights, and a sparse row for each, of length 1 before common words go."""
    count = len(index.members)
    text = np.repeat(np.arange(count), np.diff(index.bag_start))
    norm = np.sqrt(np.maximum(np.bincount(text, weights=index.idf[index.bag_word] ** 2, minlength=count), 1e-9))
    df = index.df[index.bag_word]
    weight = np.where((df > 1) & (df <= COMMON), index.idf[index.bag_word], 0.0) / norm[text]
    shape = (count, max(len(index.words), 1))
    unit = sparse.csr_matrix((weight.astype(np.float32), index.bag_word, index.bag_start), shape=shape)
    unit.eliminate_zeros()
    return norm, unit


def cosines(unit: Any, left: Ints, right: Ints) -> Floats:
    """The cosine of each pair of rows."""
    out: Floats = np.asarray(unit[left].multiply(unit[right]).sum(axis=1), np.float64).ravel()
    return out


def _rarest(unit: Any, df: Ints) -> Any:
    """The rarest words of each row, while they stand in no more than REACH texts together."""
    rows = np.repeat(np.arange(unit.shape[0]), np.diff(unit.indptr))
    order = np.lexsort((unit.indices, df[unit.indices], rows))
    reach = np.cumsum(df[unit.indices[order]])
    before = np.concatenate(([0], reach))[unit.indptr[:-1]]
    at = np.sort(order[reach - np.repeat(before, np.diff(unit.indptr)) <= REACH])
    start = np.searchsorted(rows[at], np.arange(unit.shape[0] + 1))
    return sparse.csr_matrix((unit.data[at], unit.indices[at], start), shape=unit.shape)


def _product(asking: Any, columns: Any, norm: Floats, low: int) -> tuple[Ints, Ints, Floats]:
    """The pairs of the texts from `low` on that may be near or held, with their cosines."""
    product = asking[low : low + ROWS] @ columns
    at = np.flatnonzero(product.data >= ALIKE / 3)  # the rest is dropped before anything is worked out
    size = norm.astype(np.float32)
    ratio = size[product.indices[at]] / _along(product, at, size[low : low + ROWS])
    share = product.data[at] * np.maximum(ratio, 1 / ratio)
    at = at[(product.data[at] >= ALIKE) | (share >= HELD * 0.999)]  # roughly, which takes a fifth of the time
    rows, cols = _along(product, at, np.arange(low, low + product.shape[0])), product.indices[at]
    other = rows != cols
    return rows[other], cols[other].astype(np.int64), product.data[at[other]].astype(np.float64)


def _along(matrix: Any, at: Ints, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The value of the row of each element, of those at these positions in a sparse matrix."""
    return np.repeat(values, np.diff(np.searchsorted(at, matrix.indptr)))


def _top(rows: Ints, value: Floats, count: int, least: float) -> Ints:
    """Positions of the `count` greatest values of each row that reach `least`, by row and falling value."""
    at = np.flatnonzero(value >= least)
    at = at[np.lexsort((-value[at], rows[at]))]  # of equal values the first one stays the first
    return at[_rank(rows[at]) < count]


def _rank(rows: Ints) -> Ints:
    """Position of each element within its run of equal rows."""
    first = first_of_runs(rows)
    return np.arange(len(rows)) - np.repeat(first, np.diff(np.append(first, len(rows))))


def _nearest(count: int, left: Ints, right: Ints, cosine: Floats) -> Floats:
    rows, value = np.concatenate((left, right)), np.concatenate((cosine, cosine))
    order = _top(rows, value, NEIGHBOURS, 0.0)
    nearest = np.zeros((count, NEIGHBOURS))
    nearest[rows[order], _rank(rows[order])] = value[order]
    return nearest
