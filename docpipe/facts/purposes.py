"""Commands that serve one purpose by different tools: what brings a database up to date, what runs all tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

# What a command must hold, by purpose and tool. Of two tools for one purpose a project uses one.
_TOOLS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "database migrations": (
        ("alembic", re.compile(r"\balembic upgrade\b")),
        ("Django", re.compile(r"\bmanage\.py migrate\b")),
        ("flyway", re.compile(r"\bflyway migrate\b")),
        ("prisma", re.compile(r"\bprisma migrate (?:dev|deploy)\b")),
        ("knex", re.compile(r"\bknex migrate:latest\b")),
        ("sequelize", re.compile(r"\bsequelize(?:-cli)? db:migrate\b")),
        ("typeorm", re.compile(r"\btypeorm migration:run\b")),
        ("diesel", re.compile(r"\bdiesel migration run\b")),
        ("sqlx", re.compile(r"\bsqlx migrate run\b")),
        ("dbmate", re.compile(r"\bdbmate up\b")),
        ("Rails", re.compile(r"\b(?:rails|rake) db:migrate\b")),
        ("Laravel", re.compile(r"\bartisan migrate\b")),
        ("own program", re.compile(r"\bcargo run (?:-\S+ ){0,2}--bin migrat\w*|\bgo run \S{0,80}migrat\w*")),
    ),
    "Python test runner": (
        ("pytest", re.compile(r"(?:^|[\s`])(?:pytest|py\.test)(?=\s|`|$)")),
        ("unittest", re.compile(r"-m unittest(?: discover\b|\s*(?:`|$))")),
        ("nose", re.compile(r"(?:^|[\s`])nosetests(?=\s|`|$)")),
    ),
}
_TICKED = re.compile(r"`([^`\n]{4,160})`")
_NOT_RUN = re.compile(
    r"^(?:pip3?|uv pip|poetry|uv|conda|npm|yarn|pnpm|brew|apt(?:-get)?) (?:install|add|i)\b|^(?:import|from)\b"
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a command, on a line of code or between ticks."""
    raw = statement.raw
    if len(raw) > 300 or statement.language == "comment":
        return
    pieces = [statement.text] if statement.form == "code" else _TICKED.findall(raw)
    for piece in pieces:
        command = piece.strip().removeprefix("$ ")
        # The name of a tool alone, in a sentence, runs nothing.
        if _NOT_RUN.match(command) or (statement.form != "code" and " " not in command):
            continue
        for purpose, tools in _TOOLS.items():
            for tool, shape in tools:
                if shape.search(command):
                    yield place.fact(statement, ("command", purpose, "tool"), tool, "purpose")
