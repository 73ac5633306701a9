"""A value that an instruction sets, and the sample below it: "set `use_cache` to `true`" above `use_cache: false`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_SET = re.compile(
    r"(?:^|[,.:;] |\b(?:and|then|must|und|y|et) )[Ss]et(?: the)? `([A-Za-z][\w.-]{2,50})` to `([\w.:/-]{1,40})`"
)
# A sentence that sets for a purpose, or one of several samples, is not borne out by what stands below.
_PURPOSE = re.compile(r"\b(?:if|to (?:dis|en)able|disabl\w+|optional\w*|unless|instead|when)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"[_.-]|[a-z][A-Z]")  # words: a name of one is many things
_ENABLED = re.compile(r"\s*enabled: (true|false)\b")
_BELOW = 14  # lines down to the end of a sample
_LONGEST = 400


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Two facts, the value that is to be set and that of the sample."""
    text = _unwrapped(statement, place)
    match = _SET.search(text)
    if (
        not match
        or match.start(1) > len(statement.raw)
        or len(text) > _LONGEST
        or _PURPOSE.search(text)
        or not _SEVERAL.search(match[1])
    ):
        return
    shown = _sampled(match[1].rsplit(".", 1)[-1], statement.line, place.lines)
    if shown:
        yield place.fact(statement, ("value", match[1], "setting"), match[2], "instruction")
        yield place.fact_at(statement, shown[0], ("value", match[1], "setting"), shown[1], "instruction")


def _unwrapped(statement: Statement, place: Place) -> str:
    """A line with the one below, where the sentence goes on."""
    below = place.lines[statement.line].strip() if statement.line < len(place.lines) else ""
    return f"{statement.raw.strip()} {below}"


def _sampled(key: str, line: int, lines: list[str]) -> tuple[int, str] | None:
    """The line and value of a key in the next fence; of a group that can be switched, whether it is on."""
    given = re.compile(
        rf"^\s*[\"']?(?:[\w-]{{1,40}}\.)?{re.escape(key)}[\"']?\s?[:=]\s?[\"']?([\w.:/-]{{0,40}})[\"']?\s*(?:#.*)?$"
    )
    fenced = False
    for number in range(line + 1, min(line + _BELOW, len(lines)) + 1):
        text = lines[number - 1]
        if text.lstrip().startswith(("```", "~~~")):
            if fenced:
                return None
            fenced = True
        elif not fenced and (text.startswith("#") or "xample" in text):
            return None
        elif fenced and (match := given.match(text)):
            below = _ENABLED.match(lines[number]) if number < len(lines) else None
            if match[1]:
                return number, match[1]
            return (number + 1, below[1]) if below else None
    return None
