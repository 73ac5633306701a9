"""What a row counts up behind the description of a thing between ticks: "| `export` | Formats (CSV, JSON) |"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain

_NAME = re.compile(r"^[\s*]{0,4}`([A-Za-z][\w.:/-]{2,60})`[\s*]{0,4}$")
_LIST = re.compile(r"^([^()]{6,120})\(([^()]{3,120})\)\s{0,3}\.?$")
_PARTS = re.compile(r",|/|;|\s&\s|\s(?:and|or|und|oder|y|o|et|ou)\s")
_RELEASE = re.compile(r"\sv?\d[\d.]*\+?$")  # "CSV v3" is CSV
_OPEN = re.compile(r"e\.g|etc|\.\.\.|…|z\.b|usw|p\. ?ej|such as|including|default|optional", re.IGNORECASE)
_MAX_WORDS = 3  # of a member


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a cell that ends in a list in brackets; the value joins the members in alphabetical order."""
    name = _NAME.match(statement.cells[0])
    for cell in statement.cells[1:] if name else ():
        match = _LIST.match(plain(cell).strip())
        members = _members(match[2]) if match and not _OPEN.search(match[2]) else ()
        if name and match and len(members) > 1:
            what = f"{name[1]} {match[1].strip()}"
            yield place.fact(statement, ("other", what, "members"), ", ".join(members), "members")


def _members(listed: str) -> tuple[str, ...]:
    """The members, () where one is a phrase or a number."""
    found = {_RELEASE.sub("", part.strip()).lower() for part in _PARTS.split(listed)}
    fine = all(part and not part[0].isdigit() and len(part.split()) <= _MAX_WORDS for part in found)
    return tuple(sorted(found)) if fine else ()
