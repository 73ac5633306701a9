"""Figures of a pair -> a score, by weights fitted to labelled pairs; the limits from which it is a finding."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from importlib.resources import files
from typing import Any

import numpy as np

from docpipe.match.arrays import Floats

MERGE = 0.65  # least score of a pair that is reported as duplicate, near or contains
SURE = 0.8  # least score of a match that sections are merged by; what lies between is for a person to look at
DOUBTFUL = 0.35  # least score of a pair that counts among others when a whole group is weighed
TEMPLATE = 0.5  # least score of a pair that is reported as template, of which
DOUBT = 0.45  # is the greatest merge score
DUPLICATE = 0.9  # least share of both texts' weight in statements that are the same, of a duplicate
CONTAINED = 0.8  # least share of the smaller text's weight that the larger one says too, of one that is contained
HOLDER = 0.6  # greatest share of the larger text's weight that the smaller one says too
RELATED = 0.1  # least score that a pair must be able to reach to be examined where related pairs are asked for
SHAPE = 0.3  # least share of words in common, by weight, of a template
FEW = 10  # distinct words up to which a text says too little to be told in other words: readers' labels begin above
TWINS = 0.5  # of folders that are versions, editions or languages of each other: both texts must stand


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: `weight` for each unit of `figure` between `low` and `high`.

    `where` names a figure from 0 to 1 that tells how much the term counts for a pair; empty: it counts for all.
    """

    figure: str
    low: float
    high: float
    weight: float
    where: str = ""

    def known(self, figures: Mapping[str, Floats]) -> bool:
        """Whether the figures that it looks at are there."""
        return self.figure in figures and (not self.where or self.where in figures)

    def value(self, figures: Mapping[str, Floats]) -> Floats:
        """The figure between its limits, as far as the term counts."""
        out: Floats = np.clip(figures[self.figure], self.low, self.high) - self.low
        return out * figures[self.where] if self.where else out

    def points(self, value: float, figures: Mapping[str, Floats]) -> Floats | float:
        """What it adds where its figure has this value; the most, where it is not known yet how much it counts."""
        points = self.weight * (min(max(value, self.low), self.high) - self.low)
        return points * figures[self.where] if self.where in figures else max(0.0, points) if self.where else points


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the score is the logistic function of `base` plus the terms."""

    base: float
    terms: tuple[Term, ...]

    def score(self, figures: Mapping[str, Floats]) -> Floats:
        """The score, 0 to 1, of each pair; of a figure that is not there yet, the best is assumed."""
        total = np.full(len(next(iter(figures.values()))), self.base)
        unknown: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            if term.known(figures):
                total += term.weight * term.value(figures)
            else:
                unknown[term.figure].append(term)
        for terms in unknown.values():
            # Together they are a line with a bend at each limit: it is greatest at one of them.
            bends = sorted({bend for term in terms for bend in (term.low, term.high)})
            total += reduce(np.maximum, [sum(term.points(bend, figures) for term in terms) for bend in bends])
        out: Floats = 1 / (1 + np.exp(-total))
        return out


@dataclass(frozen=True, slots=True)
class Weights:
    """`merge`: one merged section would serve. `template`: if not, it is one wording about two subjects."""

    merge: Model
    template: Model


def load() -> Weights:
    """The weights shipped in the package."""
    data = tomllib.loads((files("docpipe.match") / "weights.toml").read_text("utf-8"))
    return Weights(_model(data["merge"]), _model(data["template"]))


def _model(data: Mapping[str, Any]) -> Model:
    return Model(data["base"], tuple(Term(**row) for row in data["terms"]))
