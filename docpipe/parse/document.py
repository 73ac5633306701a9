"""Text -> all that is in a document, whatever its path; and the same bound to a source file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from docpipe.model import Block, Document, FrontMatter, Heading, Link, Section, SourceFile
from docpipe.parse import engine, front_matter, mdx
from docpipe.parse.blocks import tile
from docpipe.parse.headings import headings
from docpipe.parse.links import Links
from docpipe.text.count import count_words


@dataclass(frozen=True, slots=True)
class Part:
    """A section without its path."""

    trail: tuple[str, ...]
    heading: Heading | None
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text holds, whatever its path: files of equal content share it."""

    title: str | None
    front_matter: FrontMatter | None
    parts: tuple[Part, ...]
    definitions: Mapping[str, str]
    anchors: frozenset[str]
    warnings: tuple[str, ...]


def parse_text(text: str, *, jsx: bool) -> Parsed:
    """Everything in `text`, whose lines end in LF only; `jsx` reads it as MDX, which it may also say itself."""
    head = front_matter.read(text)
    metadata = head.front_matter
    first_line = metadata.block.end_line if metadata else 0
    jsx = jsx or _opens_as_mdx(text, first_line)
    parsed = engine.blocks(text, first_line, jsx=jsx)
    found, linked = headings(parsed), Links(text, parsed)
    blocks = tile(text, parsed, first_line)
    parts = _parts(text, parsed, blocks, found.by_line, linked.found)
    warnings = tuple(filter(None, (head.warning, _unclosed_fence(text, parsed, blocks))))
    definitions = {label: reference["href"] for label, reference in parsed.env["references"].items()}
    anchors = frozenset(found.anchors | linked.anchors)
    return Parsed(_title(metadata) or found.title, metadata, parts, definitions, anchors, warnings)


def _opens_as_mdx(text: str, first_line: int) -> bool:
    """Whether the text says itself, by an import after the front matter, that it is MDX."""
    start = 0
    for _ in range(first_line):
        start = text.find("\n", start) + 1
    return mdx.says_mdx(text, start)


def _parts(
    text: str, parsed: engine.Blocks, blocks: list[Block], by_line: Mapping[int, Heading], found: list[Link]
) -> tuple[Part, ...]:
    parts: list[Part] = []
    trail: list[tuple[int, str]] = []
    begin = position = 0
    while begin < len(blocks):
        end = begin + 1
        while end < len(blocks) and blocks[end].start_line - 1 not in by_line:
            end += 1
        first, last = blocks[begin].start_line, blocks[end - 1].end_line
        heading = by_line.get(first - 1)
        if heading:
            while trail and trail[-1][0] >= heading.level:
                trail.pop()
            trail.append((heading.level, heading.text))
        here = position
        while position < len(found) and found[position].line <= last:
            position += 1
        words = count_words(text[parsed.starts[first - 1] : parsed.ends[last - 1]])
        names = tuple(name for _, name in trail)
        parts.append(Part(names, heading, tuple(blocks[begin:end]), tuple(found[here:position]), words))
        begin = end
    return tuple(parts)


def _unclosed_fence(text: str, parsed: engine.Blocks, blocks: list[Block]) -> str | None:
    if not blocks or blocks[-1].kind != "fence":
        return None
    block = blocks[-1]
    opening = text[parsed.starts[block.start_line - 1] : parsed.ends[block.start_line - 1]].strip()
    closing = text[parsed.starts[block.end_line - 1] : parsed.ends[block.end_line - 1]].strip()
    marks = opening[: len(opening) - len(opening.lstrip(opening[0]))]
    if block.end_line > block.start_line and closing.startswith(marks) and not closing.strip(marks[0]):
        return None
    return f"line {block.start_line}: the code fence is never closed"


def _title(metadata: FrontMatter | None) -> str | None:
    title = metadata.data.get("title") if metadata else None
    return str(title).strip() if isinstance(title, str | int) else None


def with_source(parsed: Parsed, source: SourceFile) -> Document:
    """`parsed` as the document of `source`."""
    path = source.path
    sections = tuple(
        Section(
            f"{path}#{part.blocks[0].start_line}",
            path,
            part.trail,
            part.heading.level if part.heading else 0,
            part.blocks[0].start_line,
            part.blocks[-1].end_line,
            part.heading,
            part.blocks,
            part.links,
            part.words,
        )
        for part in parsed.parts
    )
    title = parsed.title or PurePosixPath(path).stem
    warnings = (*source.warnings, *parsed.warnings)
    return Document(source, title, parsed.front_matter, sections, parsed.definitions, parsed.anchors, warnings)
