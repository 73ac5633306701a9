"""A variable that holds the folder of the checkout: what stands before a path in `$SHOP_ROOT/services/orders`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_GIVEN = re.compile(r"^\W*(?:export |set )?([A-Z][A-Z0-9_]{2,40})=")
_ROOTED = re.compile(r"\$\{?([A-Z][A-Z0-9_]{2,40})\}?/((?:[\w.-]{1,60}/){1,8}[\w.-]{1,60})")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a variable and path of at least two parts; one a variable that the line itself sets."""
    if statement.form == "code" and (given := _GIVEN.match(statement.raw)):
        yield place.fact(statement, ("other", given[1], "given variable"), given[1], "root")
    if "$" not in statement.raw or "/" not in statement.raw:
        return
    for name, path in _ROOTED.findall(statement.raw):
        yield place.fact(statement, ("other", path.rstrip("."), "root variable"), name, "root")
