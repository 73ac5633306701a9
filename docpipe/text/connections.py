"""How a database or broker is reached: connection strings, client commands, and the variables that hold the parts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

_PRODUCTS = {
    "postgres": "postgresql", "postgresql": "postgresql", "pg": "postgresql", "mysql": "mysql", "mariadb": "mysql",
    "mongodb": "mongodb", "mongo": "mongodb", "redis": "redis", "rediss": "redis", "amqp": "rabbitmq",
    "rabbitmq": "rabbitmq", "neo4j": "neo4j", "bolt": "neo4j", "clickhouse": "clickhouse", "grafana": "grafana",
    "minio": "minio",
}  # fmt: skip
_URL = re.compile(
    r"(?<![\w.-])(postgres|postgresql|mysql|mariadb|mongodb|redis|rediss|amqp|neo4j|bolt|clickhouse)(?:\+[a-z0-9]{1,12})?://"
    r"(?:([^\s:@/'\"`|]{0,60})(?::([^\s@/'\"`|]{0,80}))?@)?([\w.${}-]{1,80})(?::(\d{2,5}))?(?:/([\w.-]{1,60}))?"
)
_CLIENTS = {
    "psql": "postgresql", "pg_dump": "postgresql", "pg_restore": "postgresql", "createdb": "postgresql",
    "pg_isready": "postgresql", "mysql": "mysql", "mysqldump": "mysql", "redis-cli": "redis", "mongosh": "mongodb",
    "cypher-shell": "neo4j",
}  # fmt: skip
_CLIENT = re.compile(r"(?<![\w./-])(" + "|".join(sorted(_CLIENTS, key=len, reverse=True)) + r")(?=\s)")
_VARIABLE = re.compile(
    r"^(?:[A-Z]+_)?(POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|MONGO|MONGODB|NEO4J|RABBITMQ|REDIS|GRAFANA|GF|MINIO)_"
    r"(?:INITDB_|DEFAULT_|ROOT_|ADMIN_|SECURITY_ADMIN_)?(DB|DATABASE|DBNAME|USER|USERNAME|PASSWORD|PASS|PORT|AUTH)$"
)
_PARTS = {
    "DB": "database", "DATABASE": "database", "DBNAME": "database", "USER": "user", "USERNAME": "user",
    "PASSWORD": "password", "PASS": "password", "PORT": "host port",
}  # fmt: skip
LOCAL = frozenset({"localhost", "127.0.0.1", "0.0.0.0"})  # noqa: S104 -- an address that is read, not bound
# Options that take a value, by client; of the others a value that follows is an argument.
_OPTIONS = {
    "-U": "user", "--username": "user", "-u": "user", "--user": "user", "-d": "database", "--dbname": "database",
    "-p": "port", "--port": "port", "-h": "host", "--host": "host",
}  # fmt: skip
_VALUED = frozenset(
    {"-c", "-f", "-t", "-F", "-n", "-o", "-w", "-a", "-v", "-j", "-s", "--command", "--file", "--format"}
)
_LAST_IS_DATABASE = frozenset({"psql", "pg_dump", "createdb", "mysql", "mysqldump"})
_WORD = re.compile(r"[\w.-]{1,60}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a connection: the product that is reached, what is told of it, and the value."""

    product: str
    attribute: str  # "database", "user", "password", "host port"
    value: str


def of_url(text: str) -> Iterator[Part]:
    """The parts of connection strings to this machine or a service beside it; a port counts on this machine only."""
    for match in _URL.finditer(text) if "://" in text else ():
        product = _PRODUCTS[match[1]]
        user, password, host, port, database = match[2], match[3], match[4], match[5], match[6]
        if host not in LOCAL and "." in host:
            continue  # another machine's database is another database
        yield from _parts(product, {"user": user, "password": password})
        if product not in ("redis", "neo4j", "rabbitmq"):
            yield from _parts(product, {"database": database})
        if port and host in LOCAL:
            yield Part(product, "host port", port)


def of_variable(name: str, value: str) -> Iterator[Part]:
    """What a variable tells: `POSTGRES_DB`, `NEO4J_AUTH=user/password`, or a connection string."""
    if "://" in value:
        yield from of_url(value)
        return
    match = _VARIABLE.match(name)
    if not match:
        return
    product = _PRODUCTS[{"GF": "grafana"}.get(match[1], match[1].lower())]
    if match[2] == "AUTH":
        user, slash, password = value.partition("/")
        if slash:
            yield from _parts(product, {"user": user, "password": password})
    elif not (product == "redis" and _PARTS[match[2]] == "database"):
        yield from _parts(product, {_PARTS[match[2]]: value})


def of_command(text: str) -> Iterator[Part]:
    """What a client is told: `psql -h localhost -U app -d shop`; the port only where it talks to this machine."""
    match = _CLIENT.search(text)
    if not match or len(text) > 400:
        return
    client, product = match[1], _CLIENTS[match[1]]
    told: dict[str, str] = {}
    rest: list[str] = []
    waiting = ""
    for word in _arguments(text[match.end() :]):
        if waiting:
            told[waiting] = word
            waiting = ""
        elif word.startswith("-"):
            key, equals, value = word.partition("=")
            waiting = "" if equals else _OPTIONS.get(key, "skipped" if key in _VALUED else "")
            if equals and key in _OPTIONS:
                told[_OPTIONS[key]] = value
        else:
            rest.append(word)
    if client in _LAST_IS_DATABASE and "database" not in told and len(rest) == 1:
        told["database"] = rest[0]
    if client in ("mysql", "mysqldump"):
        told.pop("port", None)  # `-p` asks for a password there
    inside = "exec" in text[: match.start()]
    if told.get("port", "").isdigit() and told.get("host", "localhost") in LOCAL and not inside:
        yield Part(product, "host port", told["port"])
    yield from _parts(product, {"user": told.get("user"), "database": told.get("database")})


def _arguments(text: str) -> list[str]:
    """The words of a command up to where another one begins."""
    # What stands between quotes is the argument's own: `-c "SELECT 1;"`.
    bare = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)
    ends = (bare.find(end) for end in (" | ", " > ", " < ", " && ", " || ", ";", " #", "`", " \\"))
    text = text[: min((end for end in ends if end >= 0), default=len(text))]
    try:
        return shlex.split(text)
    except ValueError:
        return []


def _parts(product: str, told: dict[str, str | None]) -> Iterator[Part]:
    for attribute, value in told.items():
        if value and "$" not in value and (attribute == "password" or _WORD.fullmatch(value)):
            yield Part(product, attribute, value)
