"""A document -> its lines, and where each of them begins; worked out when something of it is to change."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from docpipe.model import Document, Link


@dataclass(frozen=True)
class Text:
    """The text of one document that may change."""

    document: Document

    @cached_property
    def lines(self) -> list[str]:
        """Line n is `lines[n - 1]`."""
        return self.document.source.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [*accumulate((len(line) + 1 for line in self.lines), initial=0)]

    def place(self, offset: int) -> tuple[int, int]:
        """The line of an offset, and the character of it."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1]

    def links(self, line: int) -> Iterator[Link]:
        """The links of the section that the line lies in."""
        for section in self.document.sections:
            if section.start_line <= line <= section.end_line:
                yield from section.links

    @cached_property
    def headings(self) -> frozenset[int]:
        """The lines of headings."""
        return frozenset(self._of_kind("heading"))

    @cached_property
    def definitions(self) -> tuple[int, ...]:
        """The lines of link definitions."""
        return tuple(self._of_kind("definition"))

    def _of_kind(self, kind: str) -> Iterator[int]:
        for section in self.document.sections:
            for block in section.blocks:
                if block.kind == kind:
                    yield from range(block.start_line, block.end_line + 1)
