"""An index -> pairs of sections with their figures and scores: every pair worth an opinion, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from posixpath import commonprefix

import numpy as np

from docpipe.match import align, candidates, features
from docpipe.match.align import Side
from docpipe.match.arrays import Floats, Ints
from docpipe.match.candidates import Candidates
from docpipe.match.features import EXACT
from docpipe.match.index import Index
from docpipe.match.judge import FEW, SHAPE, TWINS, Weights
from docpipe.match.places import Places

DOUBTED = 0.15  # what is left of the score of twins, which must both stand, and of texts of a few words


@dataclass(frozen=True, slots=True)
class Examined:
    """Pairs of sections `left[p] < right[p]` of different texts, their figures, alignments and scores.

    `merge`: one merged section would serve; `template`: one wording about two subjects. Both 0 to 1.
    """

    left: Ints
    right: Ints
    figures: Mapping[str, Floats]
    sides: tuple[Side, Side]
    merge: Floats
    template: Floats


def examine(index: Index, places: Places, weights: Weights, *, least: float) -> Examined:
    """Judge each candidate pair of texts that can reach the score `least`, at the places where they are nearest."""
    found = candidates.find(index)
    cheap = _cheap(index, found)
    keep = np.flatnonzero((weights.merge.score(cheap) >= least) | (cheap["jaccard"] >= SHAPE))
    found = Candidates(found.left[keep], found.right[keep], found.cosine[keep], found.nearest)
    pairs = [_nearest(index, places, int(a), int(b)) for a, b in zip(found.left, found.right, strict=True)]
    return _judged(pairs, *figures(index, places, found, pairs), weights)


def figures(
    index: Index, places: Places, found: Candidates, pairs: list[tuple[int, int]]
) -> tuple[dict[str, Floats], tuple[Side, Side]]:
    """All figures of the pairs of texts in `found`, each at the pair of sections in `pairs`; and their alignment."""
    sides = align.align(index, found.left, found.right)
    rows = [places.compare(*pair) for pair in pairs]
    placed = {name: np.array([row[name] for row in rows]) for name in (rows[0] if rows else ())}
    return _cheap(index, found) | features.statements(index, *sides) | placed, sides


def _cheap(index: Index, found: Candidates) -> dict[str, Floats]:
    close, crowd = features.closeness(found), features.crowd(found)
    cheap = {"cosine": found.cosine, "close_min": close[0], "close_max": close[1]}
    return cheap | {"crowd_min": crowd[0], "crowd_max": crowd[1]} | features.overlap(index, found.left, found.right)


def _judged(
    pairs: list[tuple[int, int]], figures: dict[str, Floats], sides: tuple[Side, Side], weights: Weights
) -> Examined:
    if not pairs:
        none = np.zeros(0, np.int64)
        return Examined(none, none, figures, sides, none.astype(np.float64), none.astype(np.float64))
    left, right = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    return Examined(left, right, figures, sides, merged(weights, figures), weights.template.score(figures))


def merged(weights: Weights, figures: Mapping[str, Floats]) -> Floats:
    """How sure it is, 0 to 1, that one merged section would serve."""
    few = (figures["words"] <= FEW) & (figures["exact_large"] < EXACT)
    doubted = (figures["twins"] > TWINS) | few
    score = weights.merge.score(figures)
    out: Floats = np.where(doubted, score * DOUBTED, score)
    return out


def _nearest(index: Index, places: Places, left: int, right: int) -> tuple[int, int]:
    """The members of two texts that lie nearest: not twins of each other, then with the longest path in common."""
    lefts, rights = index.members[left], index.members[right]
    if len(lefts) == len(rights) == 1:
        return lefts[0], rights[0]
    sides = [(index.sections[at].path, at, 0) for at in lefts] + [(index.sections[at].path, at, 1) for at in rights]
    # In path order those with the longest path in common stand side by side.
    pairs = [(a[1], b[1]) if a[2] < b[2] else (b[1], a[1]) for a, b in pairwise(sorted(sides)) if a[2] != b[2]]
    return min(pairs, key=lambda pair: (places.twins(*pair) > TWINS, -_in_common(index, *pair), pair))


def _in_common(index: Index, left: int, right: int) -> int:
    return len(commonprefix([index.sections[left].path.split("/"), index.sections[right].path.split("/")]))
