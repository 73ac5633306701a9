"""Aligned texts -> how far their statements correspond one to one. No judgement."""

from __future__ import annotations

import numpy as np

from docpipe.match.align import Side
from docpipe.match.arrays import Floats

LEAST = 0.25  # likeness from which two statements, each the other's best, correspond


def matched(left: Side, right: Side) -> Floats:
    """The share of the shorter text's statements that have a partner whose own best partner they are."""
    fewer = np.minimum(np.diff(left.start), np.diff(right.start))
    row = np.flatnonzero((left.partner >= 0) & (left.like >= LEAST))
    pair = np.repeat(np.arange(len(fewer)), np.diff(left.start))[row]
    partner = right.start[pair] + left.partner[row] - right.stmt[right.start[pair]]
    mutual = right.partner[partner] == left.stmt[row]
    out: Floats = np.bincount(pair[mutual], minlength=len(fewer)) / np.maximum(fewer, 1)
    return out
