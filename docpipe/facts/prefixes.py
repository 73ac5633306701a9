"""Routes of an API with the prefix that they all have: `POST /api/v1/orders`, `http://localhost:8080/api/orders`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_ROUTE = re.compile(
    r"\b(GET|POST|PUT|PATCH|DELETE)\b[`*|:\s]{1,6}(?:https?://[\w.-]{1,80}(?::\d{2,5})?)?"
    r"(/(?:api|v\d)(?:/v\d)?)(/[a-z][\w/{}:.-]{2,80})(?![\w/{}:*<$])"
)
_PARAMETER = re.compile(r"\{[^{}]{0,40}\}|:[A-Za-z]\w{0,40}")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a route: the subject is method and rest, the value the prefix."""
    if len(statement.raw) > 400:
        return
    for method, prefix, rest in _ROUTE.findall(statement.raw):
        route = _PARAMETER.sub("{}", rest).rstrip("/.")
        yield place.fact(statement, ("url", f"{method} {route}", "prefix"), prefix, "prefix")
