"""Environment templates (`.env.example` and their like) -> their variables: the values, and what must be set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Witness, teller
from docpipe.model import Fact
from docpipe.text.obligations import obligation

_NAME = re.compile(r"(?:^|/)(?:[\w.-]*\.)?env(?:[.-][\w.-]+)?$", re.IGNORECASE)
_LINE = re.compile(r"^(#?)\s?(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{2,60})\s?=\s*(.*)$")


def wants(path: str) -> bool:
    """`.env.example`, `env.template`, `.env.production.template`, `production.env.example`."""
    name = path.rsplit("/", 1)[-1]
    return "env" in name.lower() and _NAME.search(name) is not None and not name.endswith((".py", ".ts", ".js", ".md"))


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """One fact a variable; a commented one is defined, but gives no value."""
    tell = teller("dotenv", path, text)
    above = ""  # the comment that stands directly above
    for number, line in enumerate(tell.lines, 1):
        match = _LINE.match(line.strip())
        if not match:
            above = line if line.startswith("#") else ""
            continue
        comment, name, value = match.groups()
        if comment and not name.isupper():
            continue
        yield tell.fact("value", name, "defined", "", number)
        if said := obligation(f"{above} {line.partition(' #')[2]}"):
            yield tell.fact("polarity", name, "obligation", said, number)
        value = unquoted(value)
        if value and not comment:
            yield tell.fact("value", name, "variable", value, number)


def unquoted(value: str) -> str:
    """The value without quotes, or without its trailing comment."""
    value = value.strip()
    if value[:1] in ("'", '"'):
        end = value.find(value[0], 1)
        return value[1:end] if end > 0 else value[1:]
    return value.partition(" #")[0].strip()


WITNESS = Witness("dotenv", wants, read)
