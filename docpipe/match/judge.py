"""Figures of a pair -> a score, by weights fitted to labelled pairs; the limits from which it is a finding."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from docpipe.match.arrays import Floats

MERGE = 0.75  # least score of a pair that is reported as duplicate, near or contains
TEMPLATE = 0.5  # least score of a pair that is reported as template
DUPLICATE = 0.9  # least share of both texts' weight in statements that are the same, of a duplicate
CONTAINED = 0.8  # least share of the smaller text's weight that the larger one says too, of one that is contained
HOLDER = 0.6  # greatest share of the larger text's weight that the smaller one says too
TWINS = 0.5  # of folders that are versions, editions or languages of each other: both texts must stand


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: `weight` for each unit by which `figure` passes `above`."""

    figure: str
    above: float
    weight: float


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: the score is the logistic function of `base` plus the terms."""

    base: float
    terms: tuple[Term, ...]

    def score(self, figures: Mapping[str, Floats]) -> Floats:
        """The score, 0 to 1, of each pair."""
        total = np.full(len(next(iter(figures.values()))), self.base)
        for term in self.terms:
            total += term.weight * np.maximum(figures[term.figure] - term.above, 0.0)
        out: Floats = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
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
