"""Whether the value of a parameter may be empty: "| `berth` | must not be empty |", "`berth`: an empty string"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

WORDS = words("empty blank leer leere vacío vacía vide")
_NAME = re.compile(r"[A-Za-z][\w.-]{1,40}")
_NEVER = re.compile(
    r"\b(?:can(?:no|['’])t|must not|may not|cannot|darf nicht|no puede|ne peut pas) (?:be |estar |être )?"
    r"(?:empty|blank|leer|vac[ií][oa]|vide)\b|\bnon-(?:empty|zero-length)\b"
    r"|\b(?:not|nicht|no) (?:empty|leer|vac[ií][oa])\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"\b(?:(?:can|may|darf|puede|peut) (?:be |estar |être )?(?:empty|blank|leer|vac[ií][oa]|vide)|(?:an|or) empty\b|"
    r"leave (?:it |this )?(?:empty|blank)|left (?:empty|blank)|oder leer|o vac[ií][oa]|ou vide)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|when|unless|wenn|falls|cuando|lorsque)\b", re.IGNORECASE)
_LONGEST = 400


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a row or item that begins with the name of a parameter."""
    raw = statement.raw
    name = _NAME.fullmatch(plain(statement.cells[0]).strip() if statement.form == "row" else statement.label)
    if not name or len(raw) > _LONGEST or _CONDITION.search(raw):
        return
    never, allowed = _NEVER.search(raw), _ALLOWED.search(raw)
    if bool(never) != bool(allowed):
        yield place.fact(
            statement, ("polarity", name[0], "empty value"), "never empty" if never else "may be empty", "emptiness"
        )
