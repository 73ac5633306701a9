"""Defaults of options that are named as code names them: `max_retries`, `cacheTtl`, `--workers`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

_NAME = r"(?:--[a-z][a-z0-9]*(?:-[a-z0-9]+){0,6}|[a-z][a-z0-9]*(?:[_.-][a-z0-9]+|[A-Z][a-z0-9]+){0,6})"
_TICKED = re.compile(rf"`({_NAME})(?:[ =]<?[A-Za-z_]{{1,20}}>?)?`")
_CELL = re.compile(rf"^(?:`-\w`,? ?|-\w,? )?`?({_NAME})(?:[ =]<?[A-Za-z_]{{1,20}}>?)?`?$")
_UNIT = r"(?:\s(?:milliseconds|seconds|minutes|hours|days|ms|MB|GB|KB)\b)?"
_VALUE = rf"[`\"']?(-?\d[\w.%]{{0,20}}{_UNIT}|true|false|(?<=[`\"'])[^`\"'\n]{{1,40}})"
_STATED = re.compile(
    rf"(?:\bdefaults? to|\bdefault(?: value)?(?:\sis|:|=)|\bdefault(?=\s`)|\bBy default:?|\bStandardwert:?|\bStandard:|"
    rf"\bpor defecto:?|\bpredeterminado:?|\bpar défaut :?)\s{{0,2}}{_VALUE}"
)
_IS = re.compile(
    rf"`\s(?:is|ist|es|est)\s(?:set to\s)?{_VALUE}[`\"']?\s(?:by default|standardmäßig|por defecto|par défaut)"
)
_BY_DEFAULT = re.compile(rf"\b[Bb]y default,?\s(?:the\s)?`({_NAME})`\s(?:is|equals)\s(?:set to\s)?{_VALUE}")
_HEADERS = words("default defaults standard standardwert défaut defecto predeterminado padrão 默认 默认值 既定値")
_EMPTY = words("- – — none n/a null nil undefined required empty unset optional auto varies") | {""}
_WORDS = ("efault", "tandard", "efecto", "predeterminad", "défaut")
MARKS = (*_WORDS, "padrão", "默认", "既定値")  # of a sentence or of the name of a column
_NEAR = 120


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact an option and line."""
    raw = statement.raw
    if statement.form == "row":
        yield from _row(statement, place)
    elif "`" in raw and any(word in raw for word in _WORDS):
        for match in _BY_DEFAULT.finditer(raw):
            yield _fact(statement, place, match[1], match[2])
            return
        for pattern in (_STATED, _IS):
            for match in pattern.finditer(raw):
                names = _TICKED.findall(raw[max(0, match.start() - _NEAR) : match.start() + 1])
                if len(names) == 1 and _compound(names[0]):
                    yield _fact(statement, place, names[0], match[1])


def _row(statement: Statement, place: Place) -> Iterator[Fact]:
    match = _CELL.match(statement.cells[0].replace("\\", "").strip("* "))
    if not match or not _compound(match[1]):
        return
    for header, cell in zip(statement.headers, statement.cells, strict=False):
        value = plain(cell).strip("`* \"'")
        if _HEADERS & set(header.lower().split()) and value.lower() not in _EMPTY and len(value) < 60:
            yield _fact(statement, place, match[1], value)
            return


def _fact(statement: Statement, place: Place, name: str, value: str) -> Fact:
    return place.fact(statement, ("value", name, "option default"), value.strip("`\"'., "), statement.form)


def _compound(name: str) -> bool:
    """Whether a name has several words or is a flag: "timeout" and "limit" are options of everything."""
    return not name.isalpha() or not name.islower()
