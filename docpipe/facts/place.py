"""Where the extractors are: one document, one section at a time. It makes facts with their scope and context."""

from __future__ import annotations

from dataclasses import dataclass, field

from docpipe.facts import scope
from docpipe.facts.statements import Statement
from docpipe.model import Document, Fact, Kind, Section
from docpipe.text.plain import plain

MAX_QUOTE = 200


@dataclass(slots=True)
class Place:
    """The document and section that a statement belongs to, with what is the same for all of its facts."""

    document: Document
    section: Section | None = None
    base: frozenset[str] = frozenset()
    service: str = ""  # the key that a compose excerpt is in
    cloned: int = -1  # the line of the last `git clone`
    _names: tuple[str, ...] = field(default=())

    @property
    def heading(self) -> str:
        """The innermost heading above, in plain words."""
        return plain(self.section.trail[-1]) if self.section and self.section.trail else ""

    def enter(self, section: Section) -> None:
        """Go on to the next section."""
        self.section = section
        self.base = scope.of_section(self.document, section.trail)
        self._names = (*reversed(section.trail), self.document.title)
        self.service = ""

    def fact(self, statement: Statement, what: tuple[Kind, str, str], value: str, source: str, *hints: str) -> Fact:
        """A fact of this statement: kind, subject and attribute, the value, and how it was read.

        `hints` are further words that may name the subject or its scope.
        """
        kind, subject, attribute = what
        near = (statement.label, statement.comment, *reversed(statement.parents), statement.lead[-120:])
        names = tuple(name for name in (subject, *hints, *near, *self._names) if name)
        where = scope.of_statement(self.base, statement, hints)
        quoted = statement.raw.strip()[:MAX_QUOTE]
        path = self.document.path
        return Fact(
            kind, subject or statement.label, attribute, value, where, path, statement.line, quoted, source, names
        )
