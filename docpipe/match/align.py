"""Statements of one text against statements of another, for many pairs of texts at once. No judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from docpipe.match.arrays import Floats, Ints, first_of_runs, ranges
from docpipe.match.index import Index

PAIRS = 4000  # pairs joined at a time; bounds memory


@dataclass(frozen=True, slots=True)
class Side:
    """One side of each pair: a row for each of its statements. Rows of pair p are `start[p]:start[p + 1]`.

    `stmt` numbers the statement over all texts, `partner` the other side's statement that is most like it (-1: none
    shares a word). `like` is the weight of the words they share, twice, over the weight of both; `held` is the greatest
    share of its weight that stands in a single statement of the other side.
    """

    start: Ints
    stmt: Ints
    partner: Ints
    like: Floats
    held: Floats

    def only(self, kept: Ints) -> Side:
        """The pairs at the positions `kept`."""
        count = np.diff(self.start)[kept]
        rows = ranges(self.start[kept], count)
        start = np.concatenate(([0], np.cumsum(count)))
        return Side(start, self.stmt[rows], self.partner[rows], self.like[rows], self.held[rows])


def align(index: Index, left: Ints, right: Ints) -> tuple[Side, Side]:
    """The best partners of each statement of `left[p]` in `right[p]`, and the other way round."""
    chunks = [slice(at, at + PAIRS) for at in range(0, max(len(left), 1), PAIRS)]
    sides = [_chunk(index, left[chunk], right[chunk]) for chunk in chunks]
    return _joined([side[0] for side in sides]), _joined([side[1] for side in sides])


def _chunk(index: Index, left: Ints, right: Ints) -> tuple[Side, Side]:
    pair, on_left, on_right, shared = _shared(index, left, right)
    a, b = index.stmt_start[left][pair] + on_left, index.stmt_start[right][pair] + on_right
    mass_a, mass_b = index.stmt_mass[a], index.stmt_mass[b]
    like = 2 * shared / (mass_a + mass_b)
    return (
        _side(index, left, (pair, on_left, b), like, shared / mass_a),
        _side(index, right, (pair, on_right, a), like, shared / mass_b),
    )


def _shared(index: Index, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints, Floats]:
    """(pair, statement of its left, of its right, weight of the distinct words in both), sorted."""
    pair, at_l, at_r = _common(index, left, right)
    count_l, count_r = np.diff(index.bag_row)[at_l], np.diff(index.bag_row)[at_r]
    word = np.repeat(np.arange(len(pair)), count_l)  # each statement on the left that has a common word
    count = count_r[word]
    row_l = np.repeat(ranges(index.bag_row[at_l], count_l), count)
    row_r = ranges(index.bag_row[at_r][word], count)  # with each on the right that has it
    on_left, on_right = index.row_stmt[row_l], index.row_stmt[row_r]
    width = int(max(on_left.max(initial=0), on_right.max(initial=0))) + 1
    triple = (np.repeat(pair[word], count) * width + on_left) * width + on_right
    order = np.argsort(triple, kind="stable")
    triple, weight = triple[order], index.idf[index.row_word[row_l[order]]]
    first = first_of_runs(triple)
    shared = np.add.reduceat(weight, first) if len(first) else weight
    triple = triple[first]
    return triple // width // width, (triple // width) % width, triple % width, shared


def _common(index: Index, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """(pair, entry of its left's bag, of its right's) of each word that both texts of a pair have, by pair."""
    shape = (len(index.members), max(len(index.words), 1))
    entry = np.arange(1, len(index.bag_word) + 1)  # from 1: products that are 0 are dropped
    bags = sparse.csr_matrix((entry, index.bag_word, index.bag_start), shape=shape)
    rows_l, rows_r = bags[left], bags[right]
    on_left, on_right = rows_l.multiply(_ones(rows_r)).tocsr(), _ones(rows_l).multiply(rows_r).tocsr()
    pair = np.repeat(np.arange(len(left)), np.diff(on_left.indptr))
    return pair, on_left.data - 1, on_right.data - 1


def _ones(rows: Any) -> Any:
    return sparse.csr_matrix((np.ones(len(rows.data), np.int8), rows.indices, rows.indptr), shape=rows.shape)


def _side(index: Index, texts: Ints, shared: tuple[Ints, Ints, Ints], like: Floats, held: Floats) -> Side:
    pair, stmt, partner = shared
    count = np.diff(index.stmt_start)[texts]
    start = np.concatenate(([0], np.cumsum(count)))
    row = start[pair] + stmt
    best, most, who = np.zeros(start[-1]), np.zeros(start[-1]), np.full(start[-1], -1)
    order = np.argsort(row, kind="stable")  # of each statement's partners the first one stays the first
    row, partner, like = row[order], partner[order], like[order]
    first = first_of_runs(row)
    if len(first):
        top = np.maximum.reduceat(like, first)
        best[row[first]], most[row[first]] = top, np.maximum.reduceat(held[order], first)
        alike = np.flatnonzero(like == np.repeat(top, np.diff(np.append(first, len(row)))))
        chosen = alike[first_of_runs(row[alike])]
        who[row[chosen]] = partner[chosen]
    return Side(start, ranges(index.stmt_start[texts], count), who, best, most)


def _joined(sides: list[Side]) -> Side:
    base = np.cumsum([0, *(int(side.start[-1]) for side in sides)])
    start = np.concatenate(
        [np.zeros(1, np.int64), *(side.start[1:] + low for side, low in zip(sides, base, strict=False))]
    )
    return Side(
        start,
        np.concatenate([side.stmt for side in sides]),
        np.concatenate([side.partner for side in sides]),
        np.concatenate([side.like for side in sides]),
        np.concatenate([side.held for side in sides]),
    )
