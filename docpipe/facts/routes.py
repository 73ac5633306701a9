"""Routes of an API with what they are for: `POST /api/auth/token` - log in; in lists, tables and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_METHODS = "GET|POST|PUT|PATCH|DELETE|WS|WebSocket"
_ROUTE = re.compile(
    rf"^[`*]{{0,3}}(?:({_METHODS})[`*:]{{0,3}}\s{{1,3}})?`?((?:wss?://[\w.:-]{{1,80}})?/[\w/{{}}:.*-]{{1,120}})[`*]{{0,3}}"
    r"(?:\s[-–—]\s?|\s?[–—]\s?|\s?:\s)(.{4,120})$"
)
_ADDRESS = re.compile(r"^wss?://[\w.:-]{1,80}")
_PATH = re.compile(r"^`?(/[\w/{}:.*-]{1,120})`?$")
_METHOD = re.compile(rf"^`?({_METHODS})`?$")
_PARAMETER = re.compile(r"\{[^{}]{0,40}\}|:[A-Za-z]\w{0,40}|<[^<>]{0,40}>")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line; the subject is method and purpose, the value the path, its parameters without their names."""
    if "/" not in statement.raw or len(statement.raw) > 300:
        return
    if statement.form == "row":
        cells = [cell.strip("* ") for cell in statement.cells]
        method = next((match[1] for cell in cells if (match := _METHOD.match(cell))), "")
        path = next((match[1] for cell in cells if (match := _PATH.match(cell))), "")
        purpose = cells[-1]
        if not method or not path or purpose in (method, path) or "/" in purpose:
            return
    else:
        match = _ROUTE.match(statement.body)
        if not match or statement.form == "code":
            return
        method = match[1] or ("WS" if match[2].startswith("ws") else "")
        path, purpose = _ADDRESS.sub("", match[2]), match[3]
    method = "WS" if method == "WebSocket" else method
    yield place.fact(
        statement, ("url", f"{method} {purpose}", "route"), _PARAMETER.sub("{}", path).rstrip("/"), "route"
    )
