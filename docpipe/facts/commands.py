"""Commands whose arguments are claims: what is copied to where, what is cloned, which compose files start a stack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_COPY = re.compile(
    r"(?:^|\s)(?:cp|copy)\s(?:-\w+\s)?[\"']?([\w./-]{3,80})[\"']?\s[\"']?([\w./-]{3,80})[\"']?\s*(?:$|#|&&|;|\|)"
)
_COPIED = re.compile(
    r"\b(?:copy|duplicate|kopiere|kopieren sie|copia|copie|copiez|dupliquez)\s`([\w./-]{3,80})`\s"
    r"(?:to|as|into|nach|als|in|a|en|como|vers)\s`([\w./-]{3,80})`",
    re.IGNORECASE,
)
_CLONE = re.compile(r"git clone (?:-\S+ (?:\S+ )?){0,3}(?:https?://|git@|ssh://git@)?([\w.-]+[:/][\w./-]{3,120})")
_FORGE = re.compile(
    r"https?://((?:github|gitlab|bitbucket)\.(?:com|org)/[\w.-]+/[\w.-]+)/(?:issues|releases)(?:/latest)?(?![/\w])"
)
_CHANGE_FOLDER = re.compile(r"^(?:\$ )?cd ([\w.-]+)/?$")
_COMPOSE = re.compile(r"docker[- ]compose((?:\s+(?:-f|--file)[ =][\w./-]+)*)(?:\s+--[\w-]+(?:[ =][\w./-]+)?)*\s+up\b")
_FILE = re.compile(r"(?:-f|--file)[ =]([\w./-]+)")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Facts of one line, in a fence or between ticks."""
    raw = statement.raw
    if statement.form == "code" and statement.language == "comment":
        return
    if "cp " in raw or "cop" in raw or "Cop" in raw:
        for source, target in (*_COPY.findall(raw.replace("`", " ")), *_COPIED.findall(raw)):
            if "env" in target.rsplit("/", 1)[-1].lower():
                yield place.fact(statement, ("path", target.rsplit("/", 1)[-1], "copied from"), source, "copy")
    if "clone" in raw or "://" in raw or place.cloned == statement.line - 1:
        yield from _repository(statement, place)
    if "compose" in raw:
        for match in _COMPOSE.finditer(raw):
            files = " ".join(_FILE.findall(match[1]))
            if files:
                yield place.fact(statement, ("command", "start", "compose files"), files, "compose")


def _repository(statement: Statement, place: Place) -> Iterator[Fact]:
    """What is cloned, the folder that is entered next, and the addresses of issues and releases."""
    raw = statement.raw
    for address in _CLONE.findall(raw):
        yield place.fact(statement, ("url", "repository", "clone address"), _address(address), "clone")
    entered = _CHANGE_FOLDER.match(statement.text) if place.cloned == statement.line - 1 else None
    if entered:
        yield place.fact(statement, ("path", "repository", "folder after cloning"), entered[1], "cd")
    for address in _FORGE.findall(raw):
        yield place.fact(statement, ("url", "repository", "project address"), _address(address), "link")
    if "git clone" in raw:
        place.cloned = statement.line


def _address(text: str) -> str:
    """`github.com/owner/name`, whatever the protocol."""
    return text.replace(":", "/").removesuffix("/").removesuffix(".git").lower()
