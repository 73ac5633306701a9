"""Rules that a change must meet: the least test coverage, the longest line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.wordlists import words

_SHARE = re.compile(r"(?P<bound>[>≥]=?\s?)?(?<![\d.])(?P<number>\d{1,3}(?:\.\d)?)\s?%(?P<plus>\+)?")
_DEMANDED = re.compile(
    r"\b(?:minimum|mandatory|requir\w*|must|at least|threshold|gates?|floor|enforc\w*|fail[_-]under|non-negotiable|"
    r"mindest\w*|mínim[ao]|minim(?:um|ale?))\b|至少|最低",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"\b(?:standards?|guidelines?|quality|criteria|rules?|methodology|conventions?|richtlinien)\b", re.IGNORECASE
)
_MEASURED = re.compile(
    r"\b(?:achiev\w*|reached|now at|rais\w*|increas\w*|improv\w*|maintain\w*|from \d|remaining|goals?|targets?|aims?|"
    r"estimated|current score|project(?:ed|ion))\b|✅",
    re.IGNORECASE,
)
# What may stand before the share where the whole is meant; any other label names a part with a rule of its own.
_WHOLE = words(
    "test tests testing unit code line lines overall total minimum min coverage requirement requirements required "
    "pr ci build pipeline threshold floor gate gates quality comprehensive backend the a of all new for policy must "
    "have statement"
)
_LINE = re.compile(
    r"\bline[- _]?length\b\W{0,6}(?:limit\W{0,4}|is\s|of\s|=\s?|max(?:imum)?\W{0,3})?(\d{2,3})\b", re.IGNORECASE
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """At most one fact a line; a share that was measured or is hoped for is no rule."""
    raw = statement.raw
    if len(raw) > 400:
        return
    lowered = raw.lower()
    if "overage" in raw and "%" in raw and statement.form != "code":
        yield from _coverage(statement, place)
    elif "line" in lowered and "length" in lowered:
        match = _LINE.search(statement.text)
        if match:
            yield place.fact(statement, ("value", "line length", "rule"), match[1], "gate")


def _coverage(statement: Statement, place: Place) -> Iterator[Fact]:
    text = statement.text if statement.form != "row" else " | ".join(statement.cells)
    shares = list(_SHARE.finditer(text))
    if not shares or set(re.findall(r"[a-z]+", statement.label.lower())) - _WHOLE:
        return
    share = shares[0]
    demanded = _DEMANDED.search(f"{text} {place.heading}") or (
        (share["bound"] or share["plus"]) and _RULES.search(place.heading)
    )
    before = text[: share.start()]
    changed = "→" in before[-12:] or "->" in before[-12:]
    single = len(shares) == 1 or "target" in text[share.end() : shares[1].start()]
    if demanded and single and not changed and not _MEASURED.search(before):
        yield place.fact(statement, ("value", "test coverage", "rule"), f"{float(share['number']):g}%", "gate")
