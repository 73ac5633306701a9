"""Two runs of words -> where one has other words than the other. What is only added or left out is not told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel


def replaced(here: Sequence[str], there: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words of `here` and the words of `there` that stand in their place, joined by blanks, in order."""
    gone: list[str] = []
    come: list[str] = []
    for op in Indel.opcodes(here, there):
        if op.tag == "equal":
            if gone and come:
                yield " ".join(gone), " ".join(come)
            gone, come = [], []
        else:
            gone += here[op.src_start : op.src_end]
            come += there[op.dest_start : op.dest_end]
    if gone and come:
        yield " ".join(gone), " ".join(come)
