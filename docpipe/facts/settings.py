"""Values that a document gives to environment variables: assignments, default columns, "(default: 30)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

NAME = r"[A-Z][A-Z0-9]*(?:_{1,2}[A-Za-z0-9]+)+"
_ASSIGNED = re.compile(rf"^(?:[-*]\s+)?(?:export\s+|ENV\s+|set\s+|\$env:)?[\"'`]?({NAME})[\"'`]?(=|:\s)\s{{0,3}}(.*)$")
_INLINE = re.compile(rf"`({NAME})=([^`\s]{{1,120}})`\s{{0,2}}(\(default\))?")
_NAME = re.compile(rf"(?<![A-Za-z0-9_]){NAME}(?![A-Za-z0-9_])")
_TICKED = re.compile(rf"`({NAME})`")
_DEFAULT = re.compile(
    r"[Dd]efault(?:s to|s:| to| is| value is| value:|:|=|\s(?=`))\s{0,2}[`\"']?"
    r"(\d{1,3}(?:,\d{3}){1,4}\b|[^\s`\"'(),;]{1,80}(?:\s(?:seconds|minutes|hours|days|ms|MB|GB|KB)\b)?)"
)
_ONLY_NAME = re.compile(rf"^`?({NAME})`?$")
_NO_VALUE = frozenset(
    {"-", "–", "—", "none", "n/a", "", "required", "empty", "unset", "null", "optional", "(none)", "*(none)*"}
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Facts about variables; every mention that sets or lists one also says that it is known."""
    raw = statement.raw
    if "_" not in raw or len(raw) > 800:
        return
    if statement.form == "row":
        yield from _row(statement, place)
    elif statement.form == "code":
        match = _ASSIGNED.match(statement.text)
        if match and (match[2] == "=" or match[1].isupper()):
            value = _value(match[3])
            source = "commented" if statement.language == "comment" else "assigned"
            yield place.fact(statement, ("value", match[1], "set"), value, source)
    else:
        if "efault" in raw:
            for match in _DEFAULT.finditer(raw):
                # The default belongs to the last variable named before it.
                names = _NAME.findall(raw[max(0, match.start() - 160) : match.start()])
                if names:
                    yield place.fact(statement, ("value", names[-1], "default"), match[1].strip("*.`"), "default")
        for match in _INLINE.finditer(raw):
            yield place.fact(statement, ("value", match[1], "default" if match[3] else "set"), match[2], "inline")
        for name in dict.fromkeys(_TICKED.findall(raw)) if "`" in raw else ():
            yield place.fact(statement, ("other", name, "variable"), name, "named")


def _value(text: str) -> str:
    """The value without quotes, comments and list commas; "" where a command follows it."""
    text = text.strip().rstrip(",;\\").strip()
    if text[:1] in ("'", '"'):
        end = text.find(text[0], 1)
        return text[1:end] if end > 0 else ""
    text = text.partition(" #")[0].strip()
    return "" if " " in text else text


def _row(statement: Statement, place: Place) -> Iterator[Fact]:
    name = next((match for cell in statement.cells[:2] if (match := _ONLY_NAME.match(cell.strip("* ")))), None)
    if not name:
        return
    for header, cell in zip(statement.headers, statement.cells, strict=False):
        lowered = header.lower()
        if any(
            word in lowered for word in ("default", "standard", "défaut", "defecto", "默认", "value", "wert", "valor")
        ):
            value = cell.strip().strip("`*\"' ")
            value = "" if value.lower() in _NO_VALUE else value
            attribute = "set" if "value" in lowered and "default" not in lowered else "default"
            yield place.fact(statement, ("value", name[1], attribute), value, "table", header)
            return
    yield place.fact(statement, ("value", name[1], "set"), "", "table")
