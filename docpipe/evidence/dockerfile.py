"""Dockerfiles -> base images, exposed ports and environment variables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.evidence.images import tagged
from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Witness, teller
from docpipe.model import Fact

_NAME = re.compile(r"(?:^|/)(?:Dockerfile(?:[.-][\w.-]+)?|[\w.-]+\.Dockerfile)$", re.IGNORECASE)
_FROM = re.compile(r"^FROM\s+(?:--\S+\s+)?(\S+)", re.IGNORECASE)
_EXPOSE = re.compile(r"^EXPOSE\s+(.+)$", re.IGNORECASE)
_ARGUMENT = re.compile(r"^(?:ARG|ENV)\s+([A-Za-z_]\w*)[= ]\s*[\"']?([^\s\"'$]{1,80})[\"']?\s*$")
_USED = re.compile(r"\$\{(\w+)(?::-([^${}]*))?\}|\$(\w+)")
_HEALTH = re.compile(r"^HEALTHCHECK\s+(?:--\S+\s+){0,5}CMD\s+(.+)$", re.IGNORECASE)
_ENV = re.compile(r"^ENV\s+([A-Z_][A-Z0-9_]*)[= ]\s*(.+)$")


_CODE = (".md", ".js", ".ts", ".py", ".sh", ".json", ".yml", ".yaml", ".txt")


def wants(path: str) -> bool:
    """`Dockerfile`, `Dockerfile.prod`, `api.Dockerfile`."""
    name = path.rsplit("/", 1)[-1].lower()
    return "dockerfile" in name and _NAME.search(path) is not None and not name.endswith(_CODE)


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """One fact an instruction; build arguments and variables stand for their defaults, and are left out without one."""
    tell = teller("dockerfile", path, text)
    known: dict[str, str] = {}
    for number, raw in enumerate(tell.lines, 1):
        line = raw.strip()
        argument = _ARGUMENT.match(line)
        if argument:
            known.setdefault(argument[1], argument[2])
        elif "$" in line and line[:4].upper() in ("FROM", "EXPO"):
            line = _USED.sub(lambda used: known.get(used[1] or used[3]) or used[2] or used[0], line)
        health = _HEALTH.match(line)
        if health:
            yield tell.fact("command", tell.path, "health check", health[1].strip(), number)
        base = _FROM.match(line)
        if base and "$" not in base[1]:
            name, tag = tagged(base[1])
            if tag:
                yield tell.fact("version", name.lower(), "image tag", tag, number)
        exposed = _EXPOSE.match(line)
        for port in exposed[1].split() if exposed else ():
            if port.partition("/")[0].isdigit():
                yield tell.fact("port", tell.path, "container port", port.partition("/")[0], number)
        variable = _ENV.match(line)
        if variable and "$" not in variable[2]:
            yield tell.fact("value", variable[1], "variable", variable[2].strip().rstrip("\\").strip("\"' "), number)


WITNESS = Witness("dockerfile", wants, read)
