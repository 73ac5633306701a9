"""What a sentence says of a name of code with another one: "`berths` returns a `LIST`"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.wordlists import words

_SAID = re.compile(
    r"^(?:The |An? )?`([^`]{2,60})`((?: [\w-]{1,20}){0,3}? (?:returns?|outputs?|accepts?|expects?|defaults? to|stores?|"
    r"maps? to|resolves? to|listens? on|writes? to|reads? from|gibt|liefert|devuelve|renvoie)"
    r"(?: [\w-]{1,20}){0,3}) `([^`]{1,60})`((?: [\w-]{1,30}){0,4})"
)
MARKS = (
    "return", "output", "accept", "expect", "default", "store", "map", "resolve", "listen", "write", "read", "gibt",
    "liefert", "devuelve", "renvoie",
)  # fmt: skip
_LITERALS = words("true false null none nil undefined 0 1 any auto default")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line that begins with a name; the words between and behind the two names are its attribute."""
    match = _SAID.match(statement.body)
    if match and match[1].strip("'\"").lower() not in _LITERALS:
        said = f"{match[2].strip()} … {match[4].strip()}".strip(" …")
        yield place.fact(statement, ("other", match[1], said), match[3], "assertion")
