"""The package manager that installs what a project needs: a bare `yarn install`, `npm ci`, `poetry install`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_LINE = re.compile(
    r"^(?:[$>]\s)?(?:cd ([\w./-]{1,60})\s?&&\s?)?(?:(npm|yarn|pnpm|bun) (?:install|i|ci)|(yarn)"
    r"|(poetry|uv|pdm|pipenv) (?:install|sync))"
    r"(?:\s--(?:with|without|only|group|extra)[ =]\w[\w,-]*|\s--?[a-z][\w-]*)*\s*(?:#.*|&&.*)?$"
)
_SCRIPT = frozenset({"npm", "yarn", "pnpm", "bun"})


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a command that names no package; the first hint is the folder that a `cd` before it leads to."""
    match = _LINE.match(statement.text) if statement.language != "comment" else None
    if match:
        name = match[2] or match[3] or match[4]
        subject = "JavaScript packages" if name in _SCRIPT else "Python packages"
        folder = (f"./{match[1]}",) if match[1] else ()
        yield place.fact(statement, ("command", subject, "package manager"), name, "install", *folder)
