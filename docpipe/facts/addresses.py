"""Local addresses whose owner nobody names: `curl http://localhost:8080/api/orders`, "├── cache (localhost:6379)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_LOCAL = re.compile(r"(?<![\w.-])(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})(?!\d|\.\d)")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line with one port: too little to be held against others, but a further place of what they hold."""
    raw = statement.raw
    if "0:" not in raw and "localhost:" not in raw and ".1:" not in raw:
        return
    ports = set(_LOCAL.findall(raw))
    if len(ports) == 1:
        yield place.fact(statement, ("other", "", "local address"), ports.pop(), "address")
