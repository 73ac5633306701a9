"""A verdict -> lines for a person: each new finding with its place, and what to do next."""

from __future__ import annotations

from docpipe.model import Verdict
from docpipe.publish.telling import belongs, told
from docpipe.text.plural import plural

_LONGEST = 240  # characters of a line; --format json has them whole


def render(verdict: Verdict) -> str:
    """The lines."""
    lines = [_short(f"{finding.places[0]}: {finding.kind}: {told(finding)}") for finding in verdict.new]
    lines += [_short(f"{addition.path}:1: {belongs(addition)}") for addition in verdict.additions]
    count = len(verdict.new)
    what = plural(count, "new finding")
    if verdict.against is None:
        lines.append(f"{count:,} findings, and no baseline: docpipe check --accept makes one of them")
    else:
        lines.append(f"{count:,} {what} against {verdict.against}; {verdict.known:,} known")
    if verdict.gone and verdict.against and not verdict.against_commit:
        lines.append(f"{verdict.gone:,} places of the baseline are found no more: docpipe check --shrink forgets them")
    return "\n".join(lines) + "\n"


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
