"""The only place that changes sources: on a branch of its own, one commit a phase, each of which can be taken back."""

from __future__ import annotations

from docpipe.apply.applied import Applied, last
from docpipe.apply.changes import Write, left, lines
from docpipe.apply.checkout import checkout
from docpipe.apply.ground import Ground, stand
from docpipe.apply.mending import mend, tracked
from docpipe.apply.phases import PHASES, Step, steps
from docpipe.apply.retiring import Phased, apply
from docpipe.apply.switching import recover
from docpipe.apply.undo import Undone, undo

__all__ = [
    "PHASES",
    "Applied",
    "Ground",
    "Phased",
    "Step",
    "Undone",
    "Write",
    "apply",
    "checkout",
    "last",
    "left",
    "lines",
    "mend",
    "recover",
    "stand",
    "steps",
    "tracked",
    "undo",
]
