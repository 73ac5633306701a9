"""Pairs of texts -> numbers that tell how much they say in common, one row a pair. No judgement, no places."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import sparse

from docpipe.match.align import Side
from docpipe.match.arrays import Floats, Ints, first_of_runs, sums, weighed
from docpipe.match.candidates import Candidates
from docpipe.match.index import Index

SAME = 0.5  # statements this much alike, or
WITHIN = 0.65  # with this share of the words in one statement of the other side, count as said there too
EXACT = 0.95
ALIKE = 0.35  # statements this much alike may say the same in other words
RARE = 10  # texts that have a word up to which it is rare
COMMON = 0.02  # share of all texts that have a word from which it is common
HEAVIEST = 3  # words that make two texts look alike when they share little else


def crowd(candidates: Candidates) -> Floats:
    """Logarithm of how many texts are about as near as the pair is, on the less crowded side."""
    bound = 0.85 * np.maximum(candidates.cosine, 0.15)[:, None]
    crowds = [(candidates.nearest[texts] >= bound).sum(1) for texts in (candidates.left, candidates.right)]
    out: Floats = np.log1p(1.0 + np.minimum(*crowds))
    return out


def overlap(index: Index, left: Ints, right: Ints) -> dict[str, Floats]:
    """What the distinct words of two texts, by weight, have in common."""
    pair, weight, df = _common(index, left, right)
    shared = weighed(pair, weight, len(left))
    only_two = weighed(pair[df == 2], weight[df == 2], len(left))
    mass = np.minimum(index.mass[left], index.mass[right]), np.maximum(index.mass[left], index.mass[right])
    copies = np.array([len(member) for member in index.members], np.float64)
    return {
        "jaccard": shared / np.maximum(mass[0] + mass[1] - shared, 1e-9),
        "contained": shared / np.maximum(mass[0], 1e-9),
        "own": np.maximum(mass[0] - shared, 0) / np.maximum(mass[0], 1e-9),
        "rare": weighed(pair, np.where(df <= RARE, weight, 0.0), len(left)) / np.maximum(shared, 1e-9),
        "rest_common": _rest_common(index, left, right, (pair, weight, df)),
        "exclusive": only_two / np.maximum(shared, 1e-9),
        "concentrated": _heaviest(pair, weight, len(left)) / np.maximum(shared, 1e-9),
        "words": np.minimum(*(np.diff(index.bag_start)[texts] for texts in (left, right))).astype(np.float64),
        "ratio": np.log(np.maximum(mass[1], 1) / np.maximum(mass[0], 1)),
        "copies": np.log(np.minimum(copies[left], copies[right])),
    }


def statements(index: Index, left: Side, right: Side) -> dict[str, Floats]:
    """Which share of the statements of the smaller and of the larger text stands in the other."""
    kinds = np.frombuffer("".join(index.said(t).kinds for t in range(len(index.members))).encode(), np.uint8)
    sides = [_side(index, kinds, side) for side in (left, right)]
    smaller = sides[0]["mass"] <= sides[1]["mass"]
    found = {}
    for name in sides[0]:
        found[f"{name}_small"] = np.where(smaller, sides[0][name], sides[1][name])
        found[f"{name}_large"] = np.where(smaller, sides[1][name], sides[0][name])
    shares = [_shares(kinds, side) for side in (left, right)]
    return found | {name: np.minimum(shares[0][name], shares[1][name]) for name in shares[0]}


def _side(index: Index, kinds: Any, side: Side) -> dict[str, Floats]:
    mass = index.stmt_mass[side.stmt]
    total = np.maximum(sums(mass, side.start), 1e-9)
    hit = (side.like >= SAME) | (side.held >= WITHIN)
    prose = kinds[side.stmt] != ord("c")
    return {
        "mass": total,
        "weight": sums(mass * hit, side.start) / total,
        "exact": sums(mass * (side.like >= EXACT), side.start) / total,
        "prose": sums(mass * prose * side.like, side.start) / np.maximum(sums(mass * prose, side.start), 1e-9),
    }


def _shares(kinds: Any, side: Side) -> dict[str, Floats]:
    """Which share of the statements is code, rows of a table, or at least faintly said on the other side."""
    marks = {"code": kinds[side.stmt] == ord("c"), "rows": kinds[side.stmt] == ord("r"), "faint": side.like >= ALIKE}
    count = np.maximum(np.diff(side.start), 1)
    return {name: sums(mark.astype(np.float64), side.start) / count for name, mark in marks.items()}


def _rest_common(index: Index, left: Ints, right: Ints, common: tuple[Ints, Floats, Ints]) -> Floats:
    """Which share of what only one side says is common words, on the side where it is less."""
    pair, weight, df = common
    often = COMMON * len(index.members)
    text = np.repeat(np.arange(len(index.members)), np.diff(index.bag_start))
    plain = weighed(
        text, np.where(index.df[index.bag_word] > often, index.idf[index.bag_word], 0.0), len(index.members)
    )
    both, shared = weighed(pair, np.where(df > often, weight, 0.0), len(left)), weighed(pair, weight, len(left))
    sides = [(plain[texts] - both) / np.maximum(index.mass[texts] - shared, 1e-9) for texts in (left, right)]
    return np.clip(np.minimum(*sides), 0.0, 1.0)


def _common(index: Index, left: Ints, right: Ints) -> tuple[Ints, Floats, Ints]:
    """(pair, weight, texts that have it) of each word that both texts of a pair have, by pair."""
    shape = (len(index.members), max(len(index.words), 1))
    rows = sparse.csr_matrix((np.ones(len(index.bag_word), np.int8), index.bag_word, index.bag_start), shape=shape)
    both = rows[left].multiply(rows[right]).tocsr()
    pair = np.repeat(np.arange(len(left)), np.diff(both.indptr))
    return pair, index.idf[both.indices], index.df[both.indices]


def _heaviest(pair: Ints, weight: Floats, count: int) -> Floats:
    """Weight of the HEAVIEST words of each pair."""
    order = np.lexsort((-weight, pair))
    first = first_of_runs(pair)
    rank = np.arange(len(pair)) - np.repeat(first, np.diff(np.append(first, len(pair))))
    top = order[rank < HEAVIEST]
    return weighed(pair[top], weight[top], count)
