"""What a table of limits gives each service: memory and processors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_AMOUNT = re.compile(r"^[`*]{0,2}(\d{1,5}(?:\.\d{1,2})?)\s?([A-Za-z]{0,10})[`*]{0,2}$")
_MEMORY = re.compile(r"\b(?:memory|ram|mem|speicher|memoria)\b", re.IGNORECASE)
_CPU = re.compile(r"\bcpus?\b|\bcores?\b", re.IGNORECASE)
_LIMIT = re.compile(r"\blimits?\b|\bgrenzen?\b|\blímites?\b", re.IGNORECASE)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a cell under a header that names memory or processors, where header or heading speaks of limits."""
    if statement.form != "row" or not statement.label or len(statement.label.split()) > 3:
        return
    for header, cell in zip(statement.headers[1:], statement.cells[1:], strict=False):
        attribute = "memory limit" if _MEMORY.search(header) else "cpu limit" if _CPU.search(header) else ""
        amount = _AMOUNT.match(cell) if attribute and _LIMIT.search(f"{header} {place.heading}") else None
        if amount:
            unit = amount[2] if attribute == "memory limit" else ""
            yield place.fact(statement, ("value", statement.label, attribute), f"{amount[1]}{unit}", "limit", header)
