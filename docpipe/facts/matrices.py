"""Tables that tell with yes and no what which edition, plan or platform has: one fact a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.wordlists import words

_YES = words("✅ ✓ ✔ ☑ yes y true supported included available ja sí si oui 是 支持 unterstützt soportado")
_NO = words("❌ ✗ ✘ no n false unsupported none nein non 否 不支持")
WORDS = _YES | _NO | words("check checkmark tick cross crossmark")
# The same where signs touch others, or an entity that may be one.
MARKS = ("&", *sorted(sign for sign in WORDS if not sign.isalnum()))
_DASH = words("- – —")
_SIGN = re.compile(
    r"[:{<][^|]{0,60}?\b(?:\w{1,6}_)?(?:(check(?:mark)?|tick)|(cross(?:mark)?))\b"
)  # a sign that is called by its name
_MIN_CELLS = 2  # columns of yes and no that make a matrix
_LONGEST = 60


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a column where the row says yes or no; a dash says no beside a yes."""
    if len(statement.cells) <= _MIN_CELLS or len(statement.label) > _LONGEST:
        return
    told = [(header, _told(cell)) for header, cell in zip(statement.headers[1:], statement.shown[1:], strict=False)]
    if sum(value != "" for _, value in told) < _MIN_CELLS:
        return
    there = any(value == "yes" for _, value in told)
    columns = "|".join(sorted(header.lower() for header, value in told if value))
    for header, value in told:
        if header and (value in ("yes", "no") or (value == "-" and there)):
            shown = "no" if value == "-" else value
            yield place.fact(statement, ("polarity", statement.label, f"in {header.lower()}"), shown, "matrix", columns)


def _told(shown: str) -> str:
    """`yes`, `no` or `-`, "" where a cell says anything else."""
    shown = shown.replace("\ufe0f", "").strip().lower()
    sign = _SIGN.match(shown)
    if sign:
        return "yes" if sign[1] else "no"
    return "yes" if shown in _YES else "no" if shown in _NO else "-" if shown in _DASH else ""
