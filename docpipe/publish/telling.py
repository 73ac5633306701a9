"""A finding -> one line that says what is wrong and what to do, its place apart."""

from __future__ import annotations

from docpipe.model import Addition, Finding


def told(finding: Finding) -> str:
    """What to tell of a finding, without its first place."""
    if finding.kind == "duplicate":
        return f"repeats {finding.places[1]}: {finding.detail}; keep one of them and link to it"
    if finding.kind == "conflict" and len(finding.places) > 1:
        return f"contradicts {finding.places[1]}: {finding.detail}"
    return finding.detail


def belongs(addition: Addition) -> str:
    """Where a new document belongs."""
    topic = f", {addition.topic}" if addition.topic else ""
    return f"new document; its text belongs to {addition.target}{topic} ({addition.reason})"


def path_line(place: str) -> tuple[str, int]:
    """A place as path and line."""
    path, _, line = place.rpartition(":")
    return path, int(line)
