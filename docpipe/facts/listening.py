"""Ports on which something listens, as code in a document gives them.

Dockerfile lines, forwarded ports, addresses inside a cluster, and the address under which a development server that was
just started answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.ports import OWN
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_EXPOSE = re.compile(r"^(?:EXPOSE\s+(\d{2,5})|ENV\s+PORT[= ]\s?(\d{2,5}))\s*(?:#.*)?$")
_FORWARD = re.compile(
    r"\bport-forward\s+(?:-\S+\s+\S+\s+){0,3}(?:svc|service|services)/([a-z][a-z0-9-]{1,60})\s+\d{2,5}:(\d{2,5})\b"
)
_CLUSTER = re.compile(r"(?<![\w.-])([a-z][a-z0-9-]{1,60})\.[a-z0-9-]{1,60}\.svc(?:\.cluster\.local)?:(\d{2,5})\b")
_INSIDE = re.compile(
    r"\bkubectl exec\s.{0,80}\b(?:deploy(?:ment)?|svc|service|sts|statefulset)/([a-z][a-z0-9-]{1,60})\b"
    r".{0,120}\blocalhost:(\d{2,5})\b"
)
_BUILD = re.compile(r"\bdocker (?:buildx )?build\s[^|&;]{0,200}")
_RUN = re.compile(r"\bdocker run\s([^|&;]{0,300})")
_PUBLISHED = re.compile(r"(?:-p|--publish)[ =](?:[\d.]+:)?\d{2,5}:(\d{2,5})(?=\s)")
_IMAGE = re.compile(r"\s([a-z][\w./-]{2,80})(?::[\w.-]{1,40})?\s*$")
_FILE = re.compile(r"(?:-f|--file)[ =]([\w./-]{3,120})")
_TAG = re.compile(r"(?:-t|--tag)[ =]([\w./-]{2,80})(?::[\w.-]{1,40})?")
_SERVE = re.compile(r"\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(dev|start|serve)\b(?!:)")
_ENTER = re.compile(r"(?:^\s{0,12}|&&\s|;\s|\$\s)cd\s+([\w./-]{0,80})")
_LOCAL = re.compile(r"(?:localhost|127\.0\.0\.1):(\d{2,5})(/?)(?![\w.])")
_ANY = "*"  # a folder that the reader names: `cd outputs/<name>`
_NEAR = 6  # lines after a command within which an address is the one that it answers under


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Facts of one statement; the subject of a Dockerfile is what its heading or document is about."""
    raw = statement.raw
    if statement.form == "code" and statement.language != "comment":
        match = _EXPOSE.match(statement.text)
        if match:
            yield place.fact(statement, ("port", "", "container port"), match[1] or match[2], OWN)
    if "port-forward" in raw or ".svc" in raw:
        for name, port in (*_FORWARD.findall(raw), *_CLUSTER.findall(raw)):
            yield place.fact(statement, ("port", name, "service port"), port, "cluster")
    if "kubectl exec" in raw:
        for name, port in _INSIDE.findall(raw[:500]):
            yield place.fact(statement, ("port", name, "pod port"), port, "cluster")
    if "docker " in raw and len(raw) < 500:
        yield from _image(statement, place)
    line, folder = place.served
    if 0 <= statement.line - line <= _NEAR and (statement.language == "comment" or statement.form != "code"):
        found = _LOCAL.findall(raw)
        if len(found) == 1:
            place.served = (-_NEAR - 1, "")
            yield place.fact(statement, ("port", folder, "dev server port"), found[0][0], "dev server")


def _image(statement: Statement, place: Place) -> Iterator[Fact]:
    """From which file an image is built, and on which port a container of it is reached."""
    built = _BUILD.search(statement.raw)
    file, tag = (_FILE.search(built[0]), _TAG.search(built[0])) if built else (None, None)
    if file and tag:
        yield place.fact(statement, ("path", tag[1], "built from"), file[1], "docker build")
    run = _RUN.search(statement.raw)
    ports = _PUBLISHED.findall(run[1]) if run else []
    image = _IMAGE.search(run[1]) if run else None
    if len(ports) == 1 and image:
        yield place.fact(statement, ("port", image[1], "image port"), ports[0], "docker run")


def follow(statement: Statement, place: Place) -> tuple[Fact, ...]:
    """Remember the folder that was entered, and where a development server was started."""
    if statement.language == "comment":
        return ()
    entered = _ENTER.search(statement.raw) if "cd " in statement.raw else None
    if entered:
        place.entered = (
            statement.line,
            _ANY if statement.raw[entered.end() :][:1] in tuple("<{[$*") else entered[1].strip("./"),
        )
    if ("npm" in statement.raw or "yarn" in statement.raw or "bun" in statement.raw) and _SERVE.search(statement.raw):
        line, folder = place.entered
        if folder != _ANY or statement.line - line > _NEAR:
            place.served = (statement.line, folder if statement.line - line <= _NEAR else "")
    return ()
