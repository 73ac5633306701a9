"""An index -> pairs of sections with their figures and scores: every pair worth an opinion, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from docpipe.match import align, candidates, features, judge
from docpipe.match.align import Side
from docpipe.match.arrays import Floats, Ints, Marks
from docpipe.match.candidates import Candidates
from docpipe.match.correspondence import matched
from docpipe.match.elsewhere import Elsewhere, elsewhere
from docpipe.match.features import EXACT
from docpipe.match.index import Index
from docpipe.match.judge import FEW, SHAPE, TWINS, Weights
from docpipe.match.nearest import nearest
from docpipe.match.places import Places
from docpipe.match.subjects import subjects

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


def examine(index: Index, places: Places, weights: Weights, *, related: bool) -> Examined:
    """Judge each candidate pair of texts that may be a finding, or nearly, at the places where they are nearest.

    A pair that the figures known so far rule out is asked no further, so what is cheap to know is asked first. Of
    `related` pairs, too, which are none, all that share enough are judged.
    """
    merge, template = (judge.RELATED, 0.0) if related else (judge.DOUBTFUL, judge.TEMPLATE)

    def open_ones(table: Mapping[str, Floats], shaped: Marks | bool = True) -> Ints:
        """The positions of pairs that can still be one."""
        templates = (weights.template.score(table) >= template) & shaped
        return np.flatnonzero((weights.merge.score(table) >= merge) | templates)

    found = candidates.find(index)
    table = _cheap(index, found, elsewhere(index, found))
    kept = open_ones(table, table["jaccard"] >= SHAPE)
    found, table = _only(found, table, kept)
    left, right = nearest(index, places, found.left, found.right)
    for more in (places.standing, lambda *at: subjects(index, places.names, *at), places.documents):
        table |= more(left, right)
        kept = open_ones(table)
        found, table = _only(found, table, kept)
        left, right = left[kept], right[kept]
    sides = align.align(index, found.left, found.right)
    table |= features.statements(index, *sides) | {"matched": matched(*sides)}
    kept = open_ones(table)
    found, table = _only(found, table, kept)
    left, right = left[kept], right[kept]
    table |= places.kinship(left, right)
    sides = sides[0].only(kept), sides[1].only(kept)
    return Examined(left, right, table, sides, merged(weights, table), weights.template.score(table))


def examine_one(index: Index, places: Places, weights: Weights, pair: tuple[int, int]) -> Examined:
    """Judge one pair of texts, whatever it can reach; nothing where it is no candidate."""
    found = candidates.find(index)
    others = elsewhere(index, found)
    found, _ = _only(found, {}, np.flatnonzero((found.left == min(pair)) & (found.right == max(pair))))
    left, right = nearest(index, places, found.left, found.right)
    table = figures(index, places, found, others, (left, right))
    sides = align.align(index, found.left, found.right)
    return Examined(left, right, table, sides, merged(weights, table), weights.template.score(table))


def figures(
    index: Index, places: Places, found: Candidates, others: Elsewhere, at: tuple[Ints, Ints]
) -> dict[str, Floats]:
    """All figures of the pairs of texts in `found`, each at the sections `at[0][p]` and `at[1][p]`."""
    placed = subjects(index, places.names, *at) | places.standing(*at) | places.documents(*at) | places.kinship(*at)
    sides = align.align(index, found.left, found.right)
    said = features.statements(index, *sides) | {"matched": matched(*sides)}
    return _cheap(index, found, others) | placed | said


def _only(found: Candidates, table: Mapping[str, Floats], kept: Ints) -> tuple[Candidates, dict[str, Floats]]:
    """The pairs at the positions `kept`, with their figures."""
    pairs = Candidates(found.left[kept], found.right[kept], found.cosine[kept], found.nearest)
    return pairs, {name: values[kept] for name, values in table.items()}


def _cheap(index: Index, found: Candidates, others: Elsewhere) -> dict[str, Floats]:
    cheap = {"cosine": found.cosine, "rival": others.rival(found), "crowd_min": features.crowd(found)}
    return cheap | features.overlap(index, found.left, found.right)


def merged(weights: Weights, figures: Mapping[str, Floats]) -> Floats:
    """How sure it is, 0 to 1, that one merged section would serve."""
    few = (figures["words"] <= FEW) & (figures["exact_large"] < EXACT)
    doubted = (figures["twins"] > TWINS) | few
    score = weights.merge.score(figures)
    out: Floats = np.where(doubted, score * DOUBTED, score)
    return out
