"""Files that code takes in from beside it: `import { save } from "./write.mjs"`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_IMPORT = re.compile(r"\b(?:from|import|require\()\s?[\"']\./([A-Za-z][\w-]{1,40}\.(?:m?js))[\"']")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a file."""
    for name in _IMPORT.findall(statement.raw):
        yield place.fact(statement, ("other", name, "file name"), name, "import")
