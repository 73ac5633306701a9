"""`package.json`, `.nvmrc`, `.node-version` -> engine and dependency versions, scripts, ports, licence, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Teller, Witness, teller
from docpipe.model import Fact

_PORT = re.compile(r"(?:--port[ =]|-p |\bPORT=)(\d{2,5})\b")
_DEPENDENCIES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


def wants(path: str) -> bool:
    """Manifests of Node packages and the files that pin Node itself."""
    return path.rsplit("/", 1)[-1] in {"package.json", ".nvmrc", ".node-version"}


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """Facts of one package; nothing from a manifest that is not a JSON object."""
    tell = teller("package.json", path, text)
    if not path.endswith("package.json"):
        version = text.strip().lstrip("v")
        if version[:1].isdigit():
            yield tell.fact("version", "node", "version", version.split()[0], 1)
        return
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    if isinstance(data, dict):
        yield from _versions(data, tell)
        yield from _scripts(data, tell)
        yield from _names(data, tell)


def _versions(data: dict[str, object], tell: Teller) -> Iterator[Fact]:
    for group in _DEPENDENCIES:
        for name, version in _strings(data.get(group)):
            yield tell.fact("version", name, "dependency", version, _line(tell, name, version), f"group:{group}")
    for name, version in _strings(data.get("engines")):
        yield tell.fact("version", name, "minimum version", version, _line(tell, name, version))


def _scripts(data: dict[str, object], tell: Teller) -> Iterator[Fact]:
    for name, command in _strings(data.get("scripts")):
        line = _line(tell, name, command)
        yield tell.fact("command", name, "npm script", command, line)
        for port in _PORT.findall(command):
            yield tell.fact("port", str(data.get("name") or ""), "host port", port, line, f"script:{name}")


def _names(data: dict[str, object], tell: Teller) -> Iterator[Fact]:
    for key in ("name", "version", "license"):
        value = data.get(key)
        if isinstance(value, str) and value:
            yield tell.fact("other", str(data.get("name") or ""), f"package {key}", value, _line(tell, key, value))
    manager = data.get("packageManager")
    if isinstance(manager, str) and manager:
        name = manager.partition("@")[0]
        yield tell.fact("command", "package", "package manager", name, _line(tell, "packageManager", manager))
    repository = data.get("repository")
    url = repository.get("url") if isinstance(repository, dict) else repository
    if isinstance(url, str) and url:
        yield tell.fact("url", "repository", "repository", url, _line(tell, "", url))


def _strings(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        yield from ((str(key), item) for key, item in value.items() if isinstance(item, str))


def _line(tell: Teller, key: str, value: str) -> int:
    """The first line that holds the key and the value as JSON writes them."""
    wanted = json.dumps(value, ensure_ascii=False)
    for number, line in enumerate(tell.lines, 1):
        if wanted in line and f'"{key}"' in line:
            return number
    return next((number for number, line in enumerate(tell.lines, 1) if wanted in line), 1)


WITNESS = Witness("package.json", wants, read)
