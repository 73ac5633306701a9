"""A scan -> findings with fingerprints that line shifts and renames do not change; which of them a baseline knows."""

from __future__ import annotations

from docpipe.gate.baseline import FILE_NAME, Known, known, read, render, shrunk
from docpipe.gate.findings import findings, folded, unknown
from docpipe.gate.history import Step, history
from docpipe.gate.report import findings_of

__all__ = [
    "FILE_NAME",
    "Known",
    "Step",
    "findings",
    "findings_of",
    "folded",
    "history",
    "known",
    "read",
    "render",
    "shrunk",
    "unknown",
]
