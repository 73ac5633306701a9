"""Documents -> their blocks as pieces that can be placed: the text of each, its links, its tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from docpipe.consolidate import definitions
from docpipe.consolidate.copying import markup
from docpipe.model import Block, Document, Link, Section
from docpipe.parse import engine

IMAGES = frozenset({"image", "image_reference", "html_image"})  # kinds of links that show a picture
Key = tuple[str, int]  # path and first line: what names a block


@dataclass(frozen=True, slots=True)
class Piece:
    """One block, with the section and the source that hold it."""

    source: Source
    section: Section
    block: Block

    @property
    def key(self) -> Key:
        """What names the block."""
        return self.section.path, self.block.start_line

    @property
    def text(self) -> str:
        """The block's lines, as they stand in the source."""
        return self.source.text(self.block)

    @property
    def links(self) -> list[tuple[int, Link]]:
        """The block's links, each with the offset of its target in the block's text."""
        return self.source.links(self.section, self.block)

    @property
    def heads(self) -> bool:
        """Whether it is the heading of its section, by Markdown's marks or in HTML."""
        return self.section.heading is not None and self.block.start_line == self.section.start_line

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading and nothing else; an HTML block that begins with one may hold more."""
        if self.block.kind == "html" and self.heads:
            return markup.bare(markup.heading(self.text)[1])
        return self.block.kind == "heading"

    @property
    def has_words(self) -> bool:
        """Whether it holds anything but marks: of HTML, anything but tags; what a comment says counts."""
        return not markup.bare(self.text) if self.block.kind == "html" else True

    @property
    def decorated(self) -> bool:
        """Whether it holds a picture, HTML or a reference, of which a site's anchors know another text."""
        return "<" in self.text or "][" in self.text or any(link.kind in IMAGES for _, link in self.links)

    def items(self) -> list[Piece]:
        """The top-level items of a list, each as a list of its own."""
        first = self.block.start_line
        tokens = engine.blocks(self.text, 0, jsx=False).tokens
        starts = [
            first + token.map[0]
            for token in tokens
            if token.type == "list_item_open" and token.level == 1 and token.map
        ]
        ends = [start - 1 for start in starts[1:]] + [self.block.end_line]
        return [self._lines(start, end) for start, end in zip(starts, ends, strict=True)]

    def until(self, other: Piece) -> Piece:
        """From the first line of this block to the last of `other`."""
        return self._lines(self.block.start_line, other.block.end_line)

    def _lines(self, first: int, last: int) -> Piece:
        while last > first and not self.source.lines[last - 1].strip(" \t"):
            last -= 1
        return Piece(self.source, self.section, Block(self.block.kind, first, last))


class Source:
    """A document with its lines at hand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.path = document.path

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return self.document.source.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins; one more for the end."""
        return [*accumulate((len(line) + 1 for line in self.lines), initial=0)]

    @cached_property
    def footnotes(self) -> tuple[str, ...]:
        """The labels of what may be its footnotes, in order."""
        return definitions.footnotes(self.lines)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The titles that its reference definitions give, by label."""
        return definitions.titles(self.document, self.lines)

    def text(self, block: Block) -> str:
        """The lines of a block."""
        return "\n".join(self.lines[block.start_line - 1 : block.end_line])

    def links(self, section: Section, block: Block) -> list[tuple[int, Link]]:
        """The links of a block, each with its offset in the block's text, in order."""
        begin, end = self.starts[block.start_line - 1], self.starts[block.end_line]
        first, last = (bisect_left(section.links, place, key=lambda link: link.start) for place in (begin, end))
        return [(link.start - begin, link) for link in section.links[first:last]]

    def pieces(self, section: Section) -> list[Piece]:
        """The blocks of a section, in order."""
        return [Piece(self, section, block) for block in section.blocks]
