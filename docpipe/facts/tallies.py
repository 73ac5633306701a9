"""A number that the head of a page gives of things that it names in one sentence: "two plans", and links to three.

What is named is at least so many; a sentence that names fewer may name some.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from docpipe.facts.enumerations import NUMBERS
from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.clauses import stem

_LINKED = re.compile(r"\[([^\[\]]{4,60})\]\(")
_WORD = re.compile(r"[^\W_]+")
# Before a number that is none of all: "one of the two plans", "these two".
_SOME = re.compile(
    r"\b(?:of|these|those|both|other|first|last|next|least|than|over|about|to|von|de)\s+(?:the\s+)?$", re.IGNORECASE
)
_AMOUNT = "|".join((*NUMBERS, "[0-9]{1,2}"))
_HEAD = 60  # lines of the head of a page
_LEAST = 3  # names
_LONGEST = 400  # characters of a line that are read


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Two facts: the number, and the sentence that names more."""
    if statement.raw.count("](") < _LEAST or len(statement.section.trail) > 1:
        return
    names: dict[str, set[str]] = defaultdict(set)
    for text in _LINKED.findall(statement.raw):
        given = _WORD.findall(text.lower())
        if len(given) > 1:
            names[stem(given[-1])].add(" ".join(given))
    for noun, named in names.items():
        told = _told(noun, statement, place) if len(named) >= _LEAST else None
        if told and 1 < told[1] < len(named):
            yield place.fact_at(statement, told[0], ("count", f"{noun}s", "number"), str(told[1]), "tally")
            yield place.fact(statement, ("count", f"{noun}s", "number"), str(len(named)), "tally")


def _told(noun: str, statement: Statement, place: Place) -> tuple[int, int] | None:
    """The line and the number of the first mention of so many things in the head of the page."""
    counted = re.compile(
        rf"\b({_AMOUNT}) (?:[^\W\d_]{{2,20}} ){{0,2}}({re.escape(noun)}[^\W_]{{0,3}})\b", re.IGNORECASE
    )
    for number in range(1, min(statement.line, _HEAD)):
        line = place.lines[number - 1][:_LONGEST]
        for match in counted.finditer(line):
            word = match[1].lower()  # which may be none of them: where case counts for nothing, `ı` is an `i`
            amount = int(word) if word.isdigit() else NUMBERS.get(word)
            if amount and not _SOME.search(line[: match.start()]):
                return number, amount
    return None
