"""Documents -> the words that stand at a place: in a section, or on a line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from docpipe.model import Document, Section
from docpipe.text.tokens import words


class Texts:
    """The words of sections and lines, by section id or by path and line."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.path: document for document in documents}
        self._lines: dict[str, list[str]] = {}

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {section.id: section for document in self._documents.values() for section in document.sections}

    def place(self, section: str) -> str:
        """Where a section begins, as `PATH:LINE`."""
        found = self._sections[section]
        return f"{found.path}:{found.start_line}"

    def section(self, section: str) -> str:
        """All words of a section, its heading's too."""
        found = self._sections[section]
        return " ".join(words("\n".join(self._of(found.path)[found.start_line - 1 : found.end_line])))

    def whole(self, path: str) -> str:
        """All words of a document."""
        return " ".join(words("\n".join(self._of(path))))

    def line(self, path: str, line: int) -> str:
        """The words of a line; of a line that no document has, none."""
        lines = self._of(path) if path in self._documents else []
        return " ".join(words(lines[line - 1])) if 0 < line <= len(lines) else ""

    def _of(self, path: str) -> list[str]:
        if path not in self._lines:
            self._lines[path] = self._documents[path].source.text.split("\n")
        return self._lines[path]
