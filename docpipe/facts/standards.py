"""Standards that a list says are supported: "These hashes are supported:" above "SHA-256", "SHA-512"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.clauses import split, stem

# The word is written in haste more often than others.
_SUPPORTS = re.compile(r"\b(?:supp?o|compatib|unterstützt|kompatib|soporta|admite)", re.IGNORECASE)
_STANDARD = re.compile(r"(?<![\w-])[A-Z]{2,8}[- ]?\d{1,6}(?:\.\d{1,4})?(?![\w.-]\w)")
_LEAD = 160  # characters of the line above
_NAMED = 2  # words of what is listed


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a standard that an item names; its subject is what the line above says is listed."""
    above = statement.above
    lead = statement.lead.strip(" *_")[-_LEAD:] if above and not statement.outer else ""
    if not above or not lead.endswith((":", "：")) or not _SUPPORTS.search(lead):
        return
    listed = " ".join(stem(word) for word in split(lead)[-_NAMED:])
    for name in dict.fromkeys(_STANDARD.findall(statement.text)):
        yield place.fact(statement, ("other", listed, f"below {above.line}"), name.replace(" ", "-"), "standard")
