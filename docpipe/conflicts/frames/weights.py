"""Figures of a pair -> how likely it contradicts, by weights that `bench/train_conflicts.py` fits to labelled pairs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from docpipe.conflicts.frames.values import Floats


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: `weight` for each unit of `figure` between `low` and `high`."""

    figure: str
    low: float
    high: float
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: the score is the logistic function of `base` plus the terms."""

    base: float
    terms: tuple[Term, ...]

    def score(self, figures: Mapping[str, Floats]) -> Floats:
        """The score, 0 to 1, of each pair."""
        total = np.full(len(next(iter(figures.values()))), self.base)
        for term in self.terms:
            total += term.weight * (np.clip(figures[term.figure], term.low, term.high) - term.low)
        out: Floats = 1 / (1 + np.exp(-total))
        return out


def load() -> Weights:
    """The weights shipped in the package."""
    data = tomllib.loads((files("docpipe.conflicts.frames") / "weights.toml").read_text("utf-8"))
    return Weights(data["base"], tuple(Term(**row) for row in data["terms"]))
