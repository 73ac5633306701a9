"""Whether a variable or field must be set: a column "Required", its own line, or the heading above the list.

Only a table and a line of its own can call a variable optional: below a heading a list gathers what some readers need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.obligations import obligation
from docpipe.text.plain import plain

_FIELD = re.compile(r"^\**`([a-z][\w.-]{1,40})`\**$")  # of a message, a call or a configuration file
_COLUMN = re.compile(
    r"^(?:required|mandatory|optional|erforderlich|pflicht|obligatorio|requerido|obligatoire|requis|必填)\??$",
    re.IGNORECASE,
)
MARKS = (
    "_", "required", "mandatory", "optional", "erforderlich", "pflicht", "obligat", "requerid", "requis", "必填",
)  # fmt: skip  # of a variable or of the name of a column
_YES = re.compile(r"^(?:✅|✓|✔|yes\b|required\b|true\b|mandatory\b|ja\b|sí\b|si\b|oui\b|是)", re.IGNORECASE)
_NO = re.compile(r"^(?:❌|✗|no\b|optional\b|false\b|nein\b|non\b|否)", re.IGNORECASE)
_NAME = re.compile(r"^(?:export\s+)?`?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`?\**(?=\s*(?:=|:|$|[(–—-]))")
_HEADING = re.compile(
    r"\b(?:variables?|env|environment|umgebungsvariablen|settings|configuration|secrets|variables d'environnement)\b",
    re.I,
)
_CONDITION = re.compile(r"\b(?:if|when|unless|wenn|falls|sofern|si|cuando|salvo|sauf)\b", re.IGNORECASE)
_LONGEST = 300


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a variable or field that is said to be required or optional."""
    if len(statement.raw) > _LONGEST:
        return
    if statement.form == "row":
        yield from _row(statement, place)
        return
    match = _NAME.match(statement.body.lstrip("*"))
    if not match:
        return
    said = obligation(f"{statement.comment} {statement.raw}")
    if not said and statement.form in ("item", "code") and statement.language != "comment":
        said = _above(place.section.trail if place.section else ())
    if said:
        yield place.fact(statement, ("polarity", match[1], "obligation"), said, "line")


@lru_cache(64)  # asked of every line of a section
def _above(trail: tuple[str, ...]) -> str:
    """`required` where one of the two innermost headings says so of variables."""
    shown = [plain(heading) for heading in trail[-2:]]
    told = {obligation(heading) for heading in shown if _HEADING.search(heading)} - {""}
    return "required" if told == {"required"} else ""


def _row(statement: Statement, place: Place) -> Iterator[Fact]:
    cell = statement.cells[0].strip()
    match = _NAME.match(cell.strip("* ")) or _FIELD.match(cell)
    if not match or _CONDITION.search(statement.raw):
        return
    for header, cell in zip(statement.headers[1:], statement.cells[1:], strict=False):
        if _COLUMN.match(header.strip()):
            shown = plain(cell).strip()
            yes, no = bool(_YES.match(shown)), bool(_NO.match(shown))
            if header.lower().startswith("optional"):
                yes, no = no, yes
            if yes != no and (len(shown.split()) == 1 or obligation(shown) or shown[0] in "✅❌"):
                yield place.fact(
                    statement, ("polarity", match[1], "obligation"), "required" if yes else "optional", "table"
                )
