"""Tables of parameters: a dotted key, and the default that the table gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.wordlists import words

_KEY = re.compile(r"^`?([A-Za-z][\w-]*(?:\.[\w-]+){1,7})`?$")
_DEFAULT = words("default defaults standard défaut defecto padrão 默认 默认值 既定値")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a row whose table has a column of defaults."""
    if statement.form != "row" or "." not in statement.label:
        return
    match = _KEY.match(statement.cells[0].replace("\\", ""))
    if not match:
        return
    for header, cell in zip(statement.headers, statement.cells, strict=False):
        if _DEFAULT & set(header.lower().split()):
            yield place.fact(statement, ("value", match[1], "parameter"), cell.strip("`* \"'"), "table")
            return
