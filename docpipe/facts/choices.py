"""The values that a parameter takes: "`status`: one of (`open`, `done`)", or a list below "these `status` values:".

Whose the parameter is, the request says that stands above it in the section, or the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_NAME = re.compile(r"^[\s|*+-]{0,12}\[?[*_]{0,2}`[?&]?([A-Za-z][\w.-]{1,40}?)=?`")
_RUN = re.compile(
    r"[`'\"][^`'\"\s]{1,30}[`'\"](?:(?:, (?:and |or |und |oder |y |o |et |ou )?| (?:and|or|und|oder|y|o|et|ou) "
    r"|\s?[/|]\s?)[`'\"][^`'\"\s]{1,30}[`'\"]){1,30}"
)
_VALUE = re.compile(r"[`'\"]([^`'\"\s]{1,30})[`'\"]")
_OPEN = re.compile(
    r"e\.g|\betc\b|\.\.\.|…|z\.b|usw|such as|including|for example|for instance|default|zum beispiel|por ejemplo|"
    r"par exemple",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^`([^`\s]{1,30})`(?:\s?[:：–—-]\s|\s?$|\s\()")
_ASKED = re.compile(r"`([A-Za-z][\w.-]{1,40})` (?:values?|options?|werte|valores|valeurs)\b", re.IGNORECASE)
_EXPECTED = re.compile(r"\bexpected one of\s", re.IGNORECASE)
_REQUEST = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE)\s+(?:https?://[^\s/]+)?(/[\w./{}:$<>-]{2,80})")
_MANY = 3  # values from which on a run of names is a list of choices
_LONGEST = 600
_REACH = 12  # lines up to the request


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a list of values on one line, or a value that is an item of such a list."""
    raw = statement.raw
    if len(raw) > _LONGEST or not any(mark in raw for mark in "`'\""):
        return
    if statement.form == "code":
        yield from _message(statement, place)
        return
    above = _ASKED.search(statement.above.raw) if statement.form == "item" and statement.above else None
    item = _ITEM.match(statement.body) if above else None
    if above and item and statement.above:
        yield place.fact(
            statement,
            ("value", above[1], f"values below {statement.above.line}"),
            item[1],
            "choice",
            _request(place, statement),
        )
        return
    name = _NAME.match(raw)
    values = _values(raw[name.end() :]) if name and statement.form in ("item", "row") else ()
    if name and values:
        yield place.fact(
            statement, ("value", name[1], "values"), ", ".join(values), "choice", _request(place, statement)
        )


def _values(text: str) -> Sequence[str]:
    """The one run of values in a text, () where it is open or there are two."""
    runs = list(_RUN.finditer(text))
    if (
        len(runs) != 1
        or _OPEN.search(text[max(0, runs[0].start() - 30) : runs[0].start()])
        or _OPEN.match(text[runs[0].end() :].strip(" ,)"))
    ):
        return ()
    values = tuple(dict.fromkeys(_VALUE.findall(runs[0][0])))
    return values if len(values) >= _MANY else ()


def _message(statement: Statement, place: Place) -> Iterator[Fact]:
    """What a program says that it expected; the words before it may name the parameter."""
    expected = _EXPECTED.search(statement.raw)
    values = _values(statement.raw[expected.end() :]) if expected else ()
    if expected and values:
        yield place.fact(
            statement,
            ("value", statement.raw[: expected.start()][-200:], "expected values"),
            ", ".join(values),
            "choice",
        )


def _request(place: Place, statement: Statement) -> str:
    """The path of the request that the parameters belong to, the nearest above in the section."""
    first = place.section.start_line if place.section else statement.line
    for number in range(statement.line - 1, max(first, statement.line - _REACH) - 1, -1):
        if match := _REQUEST.search(place.lines[number - 1]):
            return match[1]
    return ""
