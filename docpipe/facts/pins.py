"""Full versions that a document pins in commands and excerpts: `owner/action@v1.2.3`, `image:1.2.3`, `name==1.2.3`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

SHAPE = re.compile(r"[@:=]v?\d{1,4}\.\d{1,4}\.\d")  # what every pin holds
_PIN = re.compile(
    r"(?<![\w./@-])(?:[\w.-]{1,40}/){0,3}([A-Za-z][\w.-]{1,50}?)(?:@v?|:v?|==)(\d{1,4}\.\d{1,4}\.\d{1,4})(?![\w.-])"
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a thing and line."""
    raw = statement.raw
    if len(raw) < 600:
        for name, version in sorted(set(_PIN.findall(raw))):
            yield place.fact(statement, ("version", name.lower(), "pinned release"), version, "pin")
