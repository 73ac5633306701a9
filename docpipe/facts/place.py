"""Where the extractors are: one document, one section at a time. It makes facts with their scope and context."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docpipe.facts import scope
from docpipe.facts.statements import Statement
from docpipe.model import Document, Fact, Kind, Section
from docpipe.text.plain import plain

MAX_QUOTE = 200
_FLAG = re.compile(r"(?<![\w-])--?([A-Za-z][\w-]{4,60})")


def bare(name: str) -> str:
    """A name of code without what parts its words: `use_cache`, `use-cache` and `useCache` are one."""
    return name.replace("_", "").replace("-", "").lower()


@dataclass(frozen=True, slots=True)
class _Around:
    """What is the same for all facts of one statement: the names near it, innermost first, its scope, its text."""

    statement: Statement
    names: tuple[str, ...]
    scope: frozenset[str]
    quoted: str


@dataclass(slots=True)
class Place:
    """The document and section that a statement belongs to, with what is the same for all of its facts."""

    document: Document
    section: Section | None = None
    heading: str = ""  # the innermost one above, in plain words
    service: str = ""  # the key that a compose excerpt is in
    cloned: int = -1  # the line of the last `git clone`
    entered: tuple[int, str] = (-99, "")  # the line of the last `cd`, and the folder
    served: tuple[int, str] = (-99, "")  # the line that last started a development server, and the folder
    _base: frozenset[str] | None = None
    _lines: list[str] | None = None
    _around: _Around | None = None  # of the last statement that gave a fact: it often gives another
    _flags: dict[str, list[tuple[int, str]]] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines of the document, for sentences that are wrapped."""
        if self._lines is None:
            self._lines = self.document.source.text.split("\n")
        return self._lines

    @property
    def flags(self) -> dict[str, list[tuple[int, str]]]:
        """The flags that the document uses, without marks between their words: the lines and spellings of each."""
        if self._flags is None:
            self._flags = {}
            for number, line in enumerate(self.lines, 1):
                for spelling in _FLAG.findall(line) if " -" in line or "`-" in line or "[-" in line else ():
                    self._flags.setdefault(bare(spelling), []).append((number, spelling))
        return self._flags

    @property
    def base(self) -> frozenset[str]:
        """The scope of the section, worked out at its first fact."""
        if self._base is None:
            self._base = scope.of_section(self.document, self.section.trail if self.section else ())
        return self._base

    def enter(self, section: Section) -> None:
        """Go on to the next section."""
        self.section = section
        self.heading = plain(section.trail[-1]) if section.trail else ""
        self._base = None
        self.service = ""
        self.entered = self.served = (-99, "")

    def fact(self, statement: Statement, what: tuple[Kind, str, str], value: str, source: str, *hints: str) -> Fact:
        """A fact of this statement: kind, subject and attribute, the value, and how it was read.

        `hints` are further words that may name the subject or its scope.
        """
        kind, subject, attribute = what
        around = self._around
        if around is None or around.statement is not statement:
            around = self._around = self._look(statement)
        where = tuple(sorted(scope.narrowed(around.scope, hints) if hints else around.scope))
        names = (*filter(None, (subject, *hints)), *around.names)
        path, quoted = self.document.path, around.quoted
        return Fact(
            kind, subject or statement.label, attribute, value, where, path, statement.line, quoted, source, names
        )

    def _look(self, statement: Statement) -> _Around:
        parents, lead = statement.parents, statement.lead[-120:]
        trail = self.section.trail if self.section else ()
        near = (statement.label, statement.comment, *reversed(parents), lead, *reversed(trail), self.document.title)
        where = scope.narrowed(self.base, (lead, *parents, statement.comment, statement.label))
        where |= scope.compose_files(statement.raw)
        return _Around(statement, tuple(filter(None, near)), where, statement.raw.strip()[:MAX_QUOTE])

    def fact_at(self, statement: Statement, line: int, what: tuple[Kind, str, str], value: str, source: str) -> Fact:
        """A fact of a statement that goes on over several lines, at the one that tells."""
        quoted = self.lines[line - 1].strip()[:MAX_QUOTE]
        return replace(self.fact(statement, what, value, source), line=line, quoted=quoted)
