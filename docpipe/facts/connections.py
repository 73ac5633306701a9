"""Databases and brokers as a document reaches them: connection strings, client commands, credentials in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact, Kind
from docpipe.text import connections

_TICKED = re.compile(r"`([^`\n]{4,300})`")
_CREATED = re.compile(
    r"\bCREATE DATABASE (?:IF NOT EXISTS )?[\"'`]?(\w{2,60})[\"'`]?\s*(?:;|$|WITH|OWNER)", re.IGNORECASE
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a part; its attribute is `database`, `user`, `password` or `host port`."""
    raw = statement.raw
    address = "://" in raw
    client = (
        "sql" in raw or "pg_" in raw or "createdb" in raw or "redis-cli" in raw or "mongosh" in raw or "cypher" in raw
    )
    if len(raw) <= 600 and (address or client):
        code = statement.form == "code"
        # A comment speaks about the client: "if you have psql access".
        commands = [] if not client or statement.language == "comment" else [raw] if code else _TICKED.findall(raw)
        parts = (*connections.of_url(raw), *(part for text in commands for part in connections.of_command(text)))
        # A database named after an environment says whose user and password these are.
        databases = tuple(part.value for part in parts if part.attribute == "database")
        for part in parts:
            port = part.attribute == "host port"
            what: tuple[Kind, str, str] = ("port" if port else "value", part.product, part.attribute)
            yield place.fact(statement, what, part.value, "connection", *databases)
    if "DATABASE" in raw and statement.form == "code":
        for name in _CREATED.findall(raw):
            yield place.fact(statement, ("value", "postgresql", "database"), name, "connection")
