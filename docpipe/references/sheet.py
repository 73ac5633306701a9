"""A document -> its lines as a reader of names needs them: prose by line, fences whole, each under its heading.

Blocks come from the parser; fences inside lists, quotes and callouts are found here, by lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docpipe.model import Block, Document, Section

_FENCE = re.compile(r"(?P<before>[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_SILENT: frozenset[str] = frozenset({"front_matter", "math", "break", "definition", "mdx"})


@dataclass(frozen=True, slots=True)
class Prose:
    """One line of text outside fences: its block's kind and first line; of a list or table also what leads in."""

    line: int
    text: str
    section: Section
    kind: str
    block: int
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Fence:
    """A code block: its language in lower case, its own lines, the line of the first, and the text that leads in."""

    line: int
    language: str
    lines: tuple[str, ...]
    lead: str
    section: Section


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that one document says, in line order; HTML comments and front matter say nothing."""

    document: Document
    prose: tuple[Prose, ...]
    fences: tuple[Fence, ...]


def read(document: Document) -> Sheet:
    """The sheet of one document."""
    lines = document.source.text.split("\n")
    prose: list[Prose] = []
    fences: list[Fence] = []
    for section in document.sections:
        for block in section.blocks:
            if block.kind in _SILENT:
                continue
            lead = prose[-1].text if prose and prose[-1].section is section else ""
            for part in _parts(block, section, lines):
                if isinstance(part, Prose):
                    prose.append(replace(part, lead=lead) if block.kind in ("list", "table") else part)
                else:
                    before = prose[-1].text if prose and prose[-1].section is section else ""
                    fences.append(replace(part, lead=before))
    return Sheet(document, tuple(prose), tuple(fences))


def _parts(block: Block, section: Section, lines: list[str]) -> Iterator[Prose | Fence]:
    """What a block holds: itself as a fence, or its lines with the fences nested in it."""
    if block.kind == "code":
        yield Fence(block.start_line, "", tuple(lines[block.start_line - 1 : block.end_line]), "", section)
        return
    comment = False
    number = block.start_line
    while number <= block.end_line:
        text = lines[number - 1]
        opening = _FENCE.match(text)
        if opening and not comment:
            fence = _fence(opening, number, block.end_line, lines, section)
            yield fence
            number += len(fence.lines) + 2
            continue
        shown, comment = _without_comment(text, comment)
        if shown.strip():
            yield Prose(number, shown, section, block.kind, block.start_line)
        number += 1


def _fence(opening: re.Match[str], number: int, last: int, lines: list[str], section: Section) -> Fence:
    """The fence that opens on line `number`, up to its closing mark or the end of its block."""
    mark = opening["mark"]
    indent = len(opening["before"])
    held: list[str] = []
    for line in lines[number:last]:
        bare = line.strip(" \t>")
        if bare.startswith(mark) and not bare.strip(mark[0]):
            break
        held.append(line[indent:] if not line[:indent].strip(" \t>") else line.lstrip(" \t>"))
    info = opening["info"].strip().lower()
    language = re.split(r"[\s,{:]", info.lstrip("{. "), maxsplit=1)[0].rstrip("}")
    return Fence(number + 1, language, tuple(held), "", section)


def _without_comment(text: str, inside: bool) -> tuple[str, bool]:
    """The line without what HTML comments hold, and whether one is still open."""
    shown = []
    while text:
        if inside:
            _, closed, text = text.partition("-->")
            inside = not closed
        else:
            before, opened, text = text.partition("<!--")
            shown.append(before)
            inside = bool(opened)
    return "".join(shown), inside
