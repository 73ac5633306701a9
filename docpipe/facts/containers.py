"""Names of containers that a document's commands reach, and those that it gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_REACHED = re.compile(
    r"\bdocker (?:exec|logs|inspect|restart|stop|start|attach|top)"
    r"((?:\s+-{1,2}[a-z-]+(?:[= ](?:\d\S*|[A-Z_]+=\S+))?){0,6})\s+([a-z0-9][a-z0-9_.-]{2,60})(?=\s|`|$)"
)
_GIVEN = re.compile(
    r"\bcontainer_name:\s{1,4}[\"']?([a-z0-9][a-z0-9_.-]{2,60})"
    r"|\bdocker run\b.{0,300}?\s--name[= ]([a-z0-9][a-z0-9_.-]{2,60})"
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a name and line."""
    raw = statement.raw
    if "docker " in raw and len(raw) < 500:
        for name in sorted({match[2] for match in _REACHED.finditer(raw)}):
            yield place.fact(statement, ("other", name, "container"), name, "container")
    if ("container_name" in raw or "--name" in raw) and (given := _GIVEN.search(raw[:500])):
        name = given[1] or given[2]
        yield place.fact(statement, ("other", name, "container given"), name, "container given")
