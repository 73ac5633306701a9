"""Well-known pages of a server, by host and port: the health check, the documentation of the API."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_URL = re.compile(r"https?://([\w.-]{1,80}(?::\d{2,5})?)(/[\w/.-]{2,60})(?![\w/{}<$*%~-])")
_PAGES = {
    "health check": re.compile(r"^(?:/api)?(?:/v\d)?/(?:health|healthz|health-?check)$"),
    "API documentation": re.compile(r"^(?:/api)?(?:/v\d)?/(?:swagger(?:-ui)?|apidocs|api-docs|docs)(?:/(?:v\d|ui))*$"),
}
_LOCAL = re.compile(r"^(?:127\.0\.0\.1|0\.0\.0\.0)(?=:|$)")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact an address: the subject is the host, the attribute the page, the value its path."""
    for host, path in _URL.findall(statement.raw) if len(statement.raw) < 600 else ():
        path = path.rstrip("/.").removesuffix("/index.html")
        for page, shape in _PAGES.items():
            if shape.match(path):
                yield place.fact(statement, ("url", _LOCAL.sub("localhost", host), page), path, "page")
