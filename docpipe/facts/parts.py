"""The version of a part of a release: "`1.5.2` Helm chart version" under "v1.5", `chart_version = "1.5.2"`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_NUMBER = r"v?(\d{1,4}\.\d{1,4}\.\d{1,4})(?![\w.-])"
_BEHIND = re.compile(
    rf"\b([A-Za-z]{{3,20}})[ _-]version(?:\s?[=:]\s?|\s(?:is|to|of)\s|\s){{1,2}}\s{{0,4}}[`\"']?{_NUMBER}",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"[`\"']{_NUMBER}[`\"'] (?:[A-Z]\w{{1,20}} ){{0,2}}([A-Za-z]{{3,20}}) version\b")
_ASSIGNED = re.compile(rf"\b(?:\w{{1,40}}_)?([a-z]{{3,20}})_version\s{{0,20}}[=:]\s{{0,4}}[`\"']?{_NUMBER}")
_CHANGE = re.compile(r"\bfrom\b|→|->|\bvon\b|\bnot\b|[<>≥≤]|\be\.g\b|example", re.IGNORECASE)
_LONGEST = 300


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a part, where headings or the document's name tell just one release."""
    raw = statement.raw
    if len(raw) > _LONGEST or "ersion" not in raw or _CHANGE.search(raw):
        return
    if sum(entry.startswith("version:") for entry in place.base) != 1:
        return
    found = {(part.lower(), number) for pattern in (_BEHIND, _ASSIGNED) for part, number in pattern.findall(raw)}
    found |= {(part.lower(), number) for number, part in _BEFORE.findall(raw)}
    for part, number in sorted(found):
        yield place.fact(statement, ("version", part, "version of the release"), number, "part")
