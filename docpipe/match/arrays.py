"""The array types of matching, and the idioms on runs of rows that numpy has no name for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


def ranges(start: Ints, size: Ints) -> Ints:
    """Concatenation of `start[i] .. start[i] + size[i] - 1` over all i."""
    before = np.concatenate(([0], np.cumsum(size)))
    out: Ints = np.arange(before[-1]) + np.repeat(start - before[:-1], size)
    return out


def weighed(at: Ints, weight: Floats, size: int) -> Floats:
    """Sum of the weights at each position 0 .. size - 1."""
    return np.bincount(at, weights=weight, minlength=size).astype(np.float64)


def first_of_runs(values: npt.NDArray[Any]) -> Ints:
    """Positions at which a run of equal values begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))


def sums(values: Floats, start: Ints) -> Floats:
    """Sum of `values[start[i]:start[i + 1]]` for each i; empty slices give 0."""
    out = np.zeros(len(start) - 1)
    some = start[1:] > start[:-1]
    if some.any():
        out[some] = np.add.reduceat(values, start[:-1][some])  # each by itself: no sum depends on what else is asked
    return out


def numbered(values: Iterable[Hashable]) -> Ints:
    """A number for each value, the same for equal ones, in the order in which they come."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)
