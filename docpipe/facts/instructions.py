"""A command and its own example on the next line, and a flag that a sentence names and a command of the page uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place, bare
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_EXAMPLE = re.compile(
    r"^\W{0,6}(?:for example|example|beispiel|zum beispiel|ejemplo|por ejemplo|exemple)\b", re.IGNORECASE
)
_COMMAND = re.compile(r"`((?:\./|/)?[A-Za-z][\w./-]{2,80}(?: [^`\s]{1,60}){1,8})`")
_FLAG = re.compile(
    r"\b(?:flags?|switch|schalter) `([A-Za-z][\w-]{4,60})`"
    r"|`([A-Za-z][\w-]{4,60})` (?:flag|switch)\b"
)
MARKS = (
    "flag", "switch", "schalter", "example", "beispiel", "ejemplo", "exemple",
)  # fmt: skip
_SEVERAL = re.compile(r"[_-]|[a-z][A-Z]")  # of words
_LONGEST = 400
_SHOWN = 2  # places where a flag is used


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Two facts for each pair, the instruction and what is done."""
    raw = statement.raw
    if len(raw) > _LONGEST:
        return
    if _EXAMPLE.match(statement.body):
        yield from _examples(statement, place)
    for match in _FLAG.finditer(raw):
        name = match[1] or match[2]
        if _SEVERAL.search(name):
            yield from _flags(name, statement, place)


def _examples(statement: Statement, place: Place) -> Iterator[Fact]:
    above = statement.line - 1
    while above > max(1, statement.line - 3) and not place.lines[above - 1].strip():
        above -= 1
    told = _COMMAND.findall(place.lines[above - 1]) if above else []
    shown = _COMMAND.findall(statement.raw)
    if len(told) == len(shown) == 1:
        what = told[0].split(" ")[1]
        for line, command in ((above, told[0]), (statement.line, shown[0])):
            yield place.fact_at(statement, line, ("command", what, "example"), command, "instruction")


def _flags(name: str, statement: Statement, place: Place) -> Iterator[Fact]:
    """The flag as it is named, and as a command of the document spells it, if none spells it as named."""
    used = place.flags.get(bare(name), ())
    if used and all(spelling != name for _, spelling in used):
        yield place.fact(statement, ("other", name, "flag"), name, "instruction")
        for number, spelling in used[:_SHOWN]:
            yield place.fact_at(statement, number, ("other", name, "flag"), spelling, "instruction")
