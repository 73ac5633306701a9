"""Why a server answers with a status: "| 409 | If the berth is taken already |"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

_STATUS = re.compile(r"^[\s`*\"“]{0,4}([1-5]\d\d)\b(?!\s?[.:]\d)[^|]{0,40}$")
_ITEM = re.compile(r"^[`*\"“]{0,4}([1-5]\d\d)\b(?![.,/]\d)[^:–—]{0,40}(?:[:–—]|\s-\s)\s?(.*)$")
# What ends one reason: brackets, and the words that begin another one.
_PART = re.compile(r"[().;]|,\s|\s(?:or|oder|ou)\s|--")
_WHY = re.compile(
    r"^\W{0,3}(?:if|when|because|for example|wenn|falls|weil|zum beispiel|si|cuando|porque|por ejemplo|lorsque|"
    r"parce que|par exemple)\b",
    re.IGNORECASE,
)
# One of these stands in the headers, the heading or the line above where numbers are statuses.
_TOLD = ("status", "code", "http", "respon", "error", "fehler", "estado", "réponse", "antwort", "respuesta")
WORDS = words("if when because example wenn falls weil beispiel si cuando porque ejemplo lorsque parce exemple")
_LONGEST = 1500


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a reason; its subject is the reason, its value the status."""
    around = f"{place.heading} {' '.join(statement.headers)} {statement.lead}".lower()
    if len(statement.raw) > _LONGEST or not any(mark in around for mark in _TOLD):
        return
    if statement.form == "row":
        status = _STATUS.match(plain(statement.cells[0]))
        told = [plain(cell) for cell in statement.cells[1:]] if status else []
    else:
        status = _ITEM.match(statement.body)
        told = [plain(status[2])] if status else []
    if status:
        for text in told:
            for reason in _reasons(text):
                yield place.fact(
                    statement, ("status", reason, "response status"), status[1], "reason", f"# {place.heading}"
                )


def _reasons(text: str) -> Iterator[str]:
    """The parts of a cell from the first word that asks for a reason on, up to the end of its sentence."""
    open_ = False
    end = 0
    for match in (*_PART.finditer(text), None):
        part = text[end : match.start() if match else len(text)].strip()
        open_ = open_ or bool(_WHY.match(part))
        if open_ and part:
            yield part
        if match is None:
            return
        open_ = open_ and match[0] not in (".", ";")
        end = match.end()
