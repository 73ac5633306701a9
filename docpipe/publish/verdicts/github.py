"""A verdict -> annotations of GitHub Actions: one command a finding, which the log shows on the line it names."""

from __future__ import annotations

from docpipe.model import Verdict
from docpipe.publish.telling import belongs, path_line, told

_LEVEL = {"high": "error", "medium": "error", "low": "warning"}


def render(verdict: Verdict) -> str:
    """The commands, each a line."""
    lines = []
    for finding in verdict.new:
        path, line = path_line(finding.places[0])
        where = f"file={_property(path)},line={line},title={_property(f'docpipe: {finding.kind}')}"
        lines.append(f"::{_LEVEL[finding.severity]} {where}::{_data(told(finding))}")
    lines += [
        f"::notice file={_property(addition.path)},line=1,title=docpipe::{_data(belongs(addition))}"
        for addition in verdict.additions
    ]
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
