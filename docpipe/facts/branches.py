"""The names by which a document calls the main branch and the one where work is integrated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_NAMES = "main|master|trunk|develop|development|dev"
_COMMAND = re.compile(
    r"\bgit (?:checkout|switch|merge|rebase|(?:push|pull)(?: -\S+)* origin)(?: --?\w\S*){0,2} (?:origin/)?"
    rf"({_NAMES})(?![\w/.-])"
)
_TICKED = re.compile(
    r"(?:\bbranch(?:es|ed)?\b[^`\n]{0,30}|\bpush(?:es)? to |\bmerged? (?:in)?to |\bpull requests? (?:to|against) )"
    rf"`({_NAMES})`|`({_NAMES})`\W{{0,4}}branch\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:-\s)?branches:\s*\[([^\[\]]{2,120})\]")
_ROLES = {"main": "main branch", "master": "main branch", "trunk": "main branch"}


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a name and line."""
    raw = statement.raw
    if not ("main" in raw or "master" in raw or "dev" in raw or "trunk" in raw):
        return
    if len(raw) > 400 or statement.language == "comment":
        return
    found: list[str] = []
    if "git " in raw:
        found += _COMMAND.findall(raw)
    if "`" in raw and statement.form != "code" and ("ranch" in raw or " to " in raw or "against" in raw):
        found += [one or other for one, other in _TICKED.findall(raw)]
    listed = _LISTED.match(statement.text) if "branches:" in raw else None
    if listed:
        found += [name for part in listed[1].split(",") if (name := part.strip("\"' ")) in _NAMES.split("|")]
    roles = [_ROLES.get(name, "integration branch") for name in set(found)]
    for name in sorted(set(found)):
        if roles.count(_ROLES.get(name, "integration branch")) > 1:
            continue  # who names both speaks of either
        yield place.fact(statement, ("other", "repository", _ROLES.get(name, "integration branch")), name, "branch")
