"""What a machine must have: memory, disk and processors, under a heading or in a list that speaks of requirements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_ABOUT = re.compile(
    r"requirement|prerequisite|minimum|hardware|system needs|voraussetzung|anforderung|requisito|prérequis|"
    r"要求|必要条件",
    re.IGNORECASE,
)
_RESOURCE = re.compile(r"GB|GiB|TB|MB|[Cc]ores?|CPU")
_AMOUNT = r"(\d{1,5}(?:\.\d)?)\s?-?"
_KINDS = (
    (
        "memory",
        re.compile(rf"{_AMOUNT}(GB|GiB|MB|G)\+?\s(?:of\s)?(?:RAM|memory|Arbeitsspeicher|memoria)\b", re.IGNORECASE),
    ),
    (
        "memory",
        re.compile(
            rf"\b(?:RAM|memory)\b\W{{1,6}}(?:at least |minimum |min\. |≥\s?)?{_AMOUNT}(GB|GiB|MB|G)\b", re.IGNORECASE
        ),
    ),
    (
        "disk",
        re.compile(
            rf"{_AMOUNT}(GB|GiB|TB)\+?\s(?:of\s)?(?:free\s|available\s)?(?:disk|storage|SSD|HDD)", re.IGNORECASE
        ),
    ),
    (
        "disk",
        re.compile(
            rf"\b(?:disk(?: space)?|storage)\b\W{{1,6}}(?:at least |minimum |≥\s?)?{_AMOUNT}(GB|GiB|TB)\b",
            re.IGNORECASE,
        ),
    ),
    ("processors", re.compile(rf"{_AMOUNT}\+?\s?(v?CPUs?|cores?|vCPU cores?|CPU cores?)\b", re.IGNORECASE)),
    (
        "processors",
        re.compile(
            rf"\bCPUs?\b\W{{1,6}}(?:at least |minimum |≥\s?)?{_AMOUNT}(\+|v?CPUs?|cores?)?(?=\W|$)", re.IGNORECASE
        ),
    ),
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """At most one fact a kind and line; what is only recommended is left to the reader."""
    text = statement.text
    if not _RESOURCE.search(text) or statement.form == "row" or len(text) > 300:
        return
    if not any(_ABOUT.search(words) for words in (place.heading, statement.lead[-120:], *statement.parents[-1:], text)):
        return
    seen = set()
    for attribute, pattern in _KINDS:
        match = pattern.search(text)
        if (
            match
            and attribute not in seen
            and "recommend" not in text[max(0, match.start() - 20) : match.start()].lower()
        ):
            seen.add(attribute)
            unit = "" if attribute == "processors" else f" {(match[2] or '').upper().replace('GIB', 'GB').rstrip('B')}B"
            yield place.fact(
                statement,
                ("value", place.heading or place.document.title, attribute),
                f"{match[1]}{unit}",
                "requirement",
            )
