"""Fields of a record that a document lists: rows that name a field and its type, items that begin with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

_NAMES = words(
    "column columns field fields parameter parameters property attribute spalte feld parameter columna campo "
    "parámetro champ colonne paramètre 字段 列 参数"
)
_TYPES = words("type data datatype typ datentyp tipo type类型 类型 数据类型")
_IDENTIFIER = re.compile(r"^[a-z][a-z0-9]*(?:[_-][a-z0-9]+|[A-Z][a-z0-9]+){0,5}$")
_ITEM = re.compile(r"^`([a-z][A-Za-z0-9_]{1,40})`[^:`]{0,40}:\s")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a field, whose value is its type, "" where none is given; the heading names the record."""
    if statement.form == "row" and len(statement.cells) > 1 and statement.headers[0].lower() in _NAMES:
        name = plain(statement.cells[0]).strip()
        if _IDENTIFIER.match(name):
            kind = next(
                (
                    plain(cell).strip().lower()
                    for header, cell in zip(statement.headers, statement.cells, strict=False)
                    if header.lower().split() and set(header.lower().split()) <= _TYPES
                ),
                "",
            )
            yield place.fact(statement, ("other", name, "field"), kind, "table", place.heading)
    elif statement.form == "item" and not statement.outer and "`" in statement.body[:2]:
        match = _ITEM.match(statement.body)
        if match:
            yield place.fact(statement, ("other", match[1], "field"), "", "item", place.heading)
