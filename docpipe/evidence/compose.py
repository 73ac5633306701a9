"""Compose files -> ports, images, container names, variables, limits and health checks of every service.

`extends`, anchors, merge keys, variable defaults, both port forms, ranges, bound addresses, protocols and profiles are
understood; interpolation without a default is left out. Scope: the file's folder, its environment, profile and service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.evidence.images import tagged
from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Teller, Witness, teller
from docpipe.evidence.yaml_tree import (
    BrokenYamlError,
    Mapping,
    Node,
    Scalar,
    Sequence,
    duplicates,
    entries,
    load_leniently,
    scalars,
)
from docpipe.model import Fact

_NAME = re.compile(r"(?:^|/)(?:[\w-]*(?:docker-)?compose)(?:[.\w-]*)\.ya?ml$", re.IGNORECASE)
_DEFAULT = re.compile(r"\$\{\w+:?[-=]([^${}]*)\}")
_MAX_RANGE = 50
_MAX_EXTENDS = 5

# The options by which a store asks for a password; one that a variable sets only if it is there is none.
_LOCKED = re.compile(r"(?<!:\+)--requirepass\b")


def wants(path: str) -> bool:
    """`compose.yaml`, `docker-compose.prod.yml` and their like."""
    return "compose" in path.rsplit("/", 1)[-1].lower() and _NAME.search(path) is not None


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """Facts of every service that the file defines."""
    tell = teller("compose", path, text)
    try:
        documents, broken = load_leniently(text)
    except BrokenYamlError as error:
        yield tell.fact("other", path, "unreadable", str(error), error.line or 1)
        return
    for line in broken:
        yield tell.fact("other", path, "broken line", "no YAML", line)
    for document in documents:
        for key in duplicates(document):
            yield tell.fact("other", key.text, "duplicate key", key.text, key.line)
        for name, node in entries(entries(document).get("services")).items():
            yield from _service(name, _extended(node, document, path, files, _MAX_EXTENDS), tell)


def _extended(node: Node, document: Node, path: str, files: Files, depth: int) -> dict[str, Node]:
    """The service's own keys over those that it extends, from this file or another one of the tree."""
    own = entries(node)
    extends = own.get("extends")
    if extends is None or depth == 0:
        return own
    name = extends.text if isinstance(extends, Scalar) else _text(entries(extends).get("service"))
    file = _text(entries(extends).get("file"))
    if file:
        path = _join(path.rpartition("/")[0], file)
        text = files.text(path)
        try:
            documents = load_leniently(text)[0] if text else ()
        except BrokenYamlError:
            documents = ()
        document = documents[0] if documents else document
    base = entries(entries(document).get("services")).get(name or "")
    # Lines of another file say nothing here: what is inherited across files keeps no port or image of its own.
    return own if base is None or file else {**_extended(base, document, path, files, depth - 1), **own}


def _join(folder: str, relative: str) -> str:
    parts = folder.split("/") if folder else []
    for part in relative.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _service(name: str, keys: dict[str, Node], tell: Teller) -> Iterator[Fact]:
    profiles = (f"profile:{item.text}" for item in scalars(keys.get("profiles")))
    scope = (f"service:{name}", f"compose:{tell.path.rsplit('/', 1)[-1]}", *profiles)
    first = min((node.line for node in keys.values()), default=1)
    line = _name_line(name, first, tell)
    yield tell.fact("other", name, "service", name, line, *scope)
    ports = keys.get("ports")
    for node in ports.items if isinstance(ports, Sequence) else ():
        for side, port in _ports(node):
            yield tell.fact("port", name, side, port, node.line, *scope)
    for node in scalars(keys.get("expose")):
        yield tell.fact("port", name, "container port", node.text.partition("/")[0], node.line, *scope)
    image = keys.get("image")
    if isinstance(image, Scalar):
        yield from _image(image, tell, scope)
    container = keys.get("container_name")
    if isinstance(container, Scalar) and (text := settled(container.text)):
        yield tell.fact("other", name, "container name", text, container.line, *scope)
    yield from _environment(keys.get("environment"), tell, scope)
    for node in scalars(keys.get("command")):
        if _LOCKED.search(node.text):
            yield tell.fact("polarity", name, "password", "needed", node.line, *scope)
    limits = entries(entries(entries(keys.get("deploy")).get("resources")).get("limits"))
    for attribute, limit in (
        ("memory limit", limits.get("memory") or keys.get("mem_limit")),
        ("cpu limit", limits.get("cpus") or keys.get("cpus")),
    ):
        if isinstance(limit, Scalar):
            yield tell.fact("value", name, attribute, settled(limit.text) or limit.text, limit.line, *scope)
    test = entries(keys.get("healthcheck")).get("test")
    if test is not None:
        words = " ".join(item.text for item in scalars(test))
        yield tell.fact("command", name, "health check", words, test.line, *scope)


def _name_line(name: str, first: int, tell: Teller) -> int:
    """The line of the service's own key: the nearest line above its first value that holds it."""
    for line in range(min(first, len(tell.lines)), 0, -1):
        if tell.lines[line - 1].strip().partition(":")[0].strip("\"'") == name:
            return line
    return first


def settled(text: str) -> str | None:
    """A value with variable defaults put in; None where a variable has no default."""
    value = _DEFAULT.sub(r"\1", text)
    return None if "$" in value else value


def _ports(node: Node) -> Iterator[tuple[str, str]]:
    """Sides and ports of one entry: `8080:80`, `127.0.0.1:8080:80/tcp`, `3000-3005:3000-3005`, or the long form."""
    if isinstance(node, Mapping):
        keys = entries(node)
        for side, key in (("host port", "published"), ("container port", "target")):
            for port in _range(settled(_text(keys.get(key)) or "") or ""):
                yield side, port
        return
    value = settled(node.text) if isinstance(node, Scalar) else None
    if not value:
        return
    parts = value.partition("/")[0].rsplit(":", 2)
    for port in _range(parts[-1]):
        yield "container port", port
    for port in _range(parts[-2]) if len(parts) > 1 else ():
        yield "host port", port


def _range(text: str) -> Iterator[str]:
    low, _, high = text.partition("-")
    if low.isdigit() and len(low) < 6:
        last = int(high) if high.isdigit() and len(high) < 6 else int(low)
        yield from (str(port) for port in range(int(low), min(last, int(low) + _MAX_RANGE) + 1))


def _image(node: Scalar, tell: Teller, scope: tuple[str, ...]) -> Iterator[Fact]:
    value = settled(node.text)
    name, tag = tagged(value or node.text.partition("$")[0])
    yield tell.fact("other", scope[0].partition(":")[2], "image", value or node.text, node.line, *scope)
    if tag and "$" not in tag:
        yield tell.fact("version", name, "image tag", tag, node.line, *scope)


def _environment(node: Node | None, tell: Teller, scope: tuple[str, ...]) -> Iterator[Fact]:
    pairs: list[tuple[str, str, int]] = []
    if isinstance(node, Mapping):
        pairs = [(key, value.text, value.line) for key, value in entries(node).items() if isinstance(value, Scalar)]
    else:
        for item in scalars(node):
            key, equals, text = item.text.partition("=")
            if equals:
                pairs.append((key, text, item.line))
    for key, text, line in pairs:
        yield tell.fact("value", key, "defined", "", line, *scope)
        value = settled(text)
        if value:
            yield tell.fact("value", key, "default" if "${" in text else "variable", value, line, *scope)


WITNESS = Witness("compose", wants, read)
