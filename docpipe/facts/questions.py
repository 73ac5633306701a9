"""Which extractors a line is asked: those that read its form, where section and line hold what they look for.

A document has some hundred thousand pairs of a line and an extractor, and few of them give a fact. An extractor is one
bit here: what speaks for it in a section and in a line is worked out for each, and the two are laid over each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from docpipe.facts.place import Place
from docpipe.facts.statements import Form, Statement
from docpipe.model import Document, Fact, Section

Extractor = Callable[[Statement, Place], Iterator[Fact]]
_DIGIT = re.compile(r"[0-9]")
_TICK = "`"


@dataclass(frozen=True, slots=True)
class Reader:
    """An extractor, and what a line must be and hold before it finds anything there."""

    extract: Extractor
    forms: frozenset[Form]
    digit: bool  # whether a digit
    marks: tuple[str, ...] = ()  # one of these, if there are any, in lower case anywhere in the section
    signs: str = ""  # one of these characters, if there are any, in the line
    ticked: bool = False  # a tick in the line, where it is a sentence or an item

    def reads(self, form: Form, held: frozenset[str], *, digit: bool) -> bool:
        """Whether it reads a line of a form that holds these characters, and a digit or none."""
        return (
            form in self.forms
            and digit >= self.digit
            and (not self.signs or not held.isdisjoint(self.signs))
            and (not self.ticked or _TICK in held or form in ("row", "code"))
        )


class Questions:
    """All extractors, in the order of their facts."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        """Nothing is asked yet."""
        self._readers = readers
        self._unmarked = _bits(not reader.marks for reader in readers)
        marks = sorted({mark for reader in readers for mark in reader.marks})
        self._marks = [(mark, _bits(mark in reader.marks for reader in readers)) for mark in marks]
        self._signs = sorted({_TICK, *"".join(reader.signs for reader in readers)})
        self._of_line: dict[tuple[Form, bool, int], int] = {}
        self._chosen: dict[int, tuple[Extractor, ...]] = {}

    def of(self, document: Document) -> Asking:
        """What is asked of one document. A mark that it holds nowhere is in none of its sections."""
        text = document.source.text.lower()
        return Asking(self, text.split("\n"), [(mark, bits) for mark, bits in self._marks if mark in text])

    def of_section(self, text: str, marks: Sequence[tuple[str, int]]) -> int:
        """The extractors that may find something in a section of this text, in lower case."""
        found = self._unmarked
        for mark, bits in marks:
            if bits & ~found and mark in text:
                found |= bits
        return found

    def of_line(self, form: Form, raw: str, section: int) -> tuple[Extractor, ...]:
        """Those of a section's that may find something in a line."""
        signs, bit = 0, 1
        for sign in self._signs:
            if sign in raw:
                signs |= bit
            bit += bit
        line = form, _DIGIT.search(raw) is not None, signs
        reading = self._of_line.get(line)
        if reading is None:
            reading = self._of_line[line] = self._reading(*line)
        asked = reading & section
        chosen = self._chosen.get(asked)
        if chosen is None:
            chosen = tuple(reader.extract for at, reader in enumerate(self._readers) if asked >> at & 1)
            self._chosen[asked] = chosen
        return chosen

    def _reading(self, form: Form, digit: bool, signs: int) -> int:
        held = frozenset(sign for at, sign in enumerate(self._signs) if signs >> at & 1)
        return _bits(reader.reads(form, held, digit=digit) for reader in self._readers)


class Asking:
    """One document, section by section."""

    def __init__(self, questions: Questions, lines: Sequence[str], marks: Sequence[tuple[str, int]]) -> None:
        """The lines of the document in lower case, and the marks that it holds."""
        self._questions = questions
        self._lines = lines
        self._marks = marks
        self._section = 0

    def enter(self, section: Section) -> None:
        """Go on to the next section."""
        text = "\n".join(self._lines[section.start_line - 1 : section.end_line])
        self._section = self._questions.of_section(text, self._marks)

    def extractors(self, statement: Statement) -> tuple[Extractor, ...]:
        """Those that may find something in a line of the section."""
        return self._questions.of_line(statement.form, statement.raw, self._section)


def _bits(holding: Iterable[bool]) -> int:
    return sum(1 << at for at, holds in enumerate(holding) if holds)
