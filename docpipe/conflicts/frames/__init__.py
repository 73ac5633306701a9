"""Statements that say one thing of one subject and give it another amount, whatever the subject is.

A statement is a frame (its words, its label, what stands above it) around an amount. Which words name a subject is told
by how rare they are in the corpus; which pairs of alike frames contradict, by a small model fitted to labelled pairs.
"""

from __future__ import annotations

from docpipe.conflicts.frames.find import find
from docpipe.conflicts.frames.weights import Weights, load

__all__ = ["Weights", "find", "load"]
