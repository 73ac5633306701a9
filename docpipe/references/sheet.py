"""A document -> its lines as a reader of names needs them: prose by line, fences whole, each under its heading.

Blocks come from the parser; fences inside lists, quotes and callouts are found here, by lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docpipe.model import Block, Document
from docpipe.references.contexts import heads_elsewhen, heads_now, leads_elsewhen

_FENCE = re.compile(r"(?P<before>[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_SILENT: frozenset[str] = frozenset({"front_matter", "math", "break", "definition", "mdx"})
_TERMS = "LICEN"  # the one name of a file that has no sign of one
_LED: frozenset[str] = frozenset({"list", "table"})


class Prose(NamedTuple):
    """One line of text outside fences, and the first line of its block.

    `elsewhen` tells that its heading, or of a list or table what leads in to it, takes it out of the present; `now`
    that its heading puts it there.
    """

    line: int
    text: str
    block: int
    elsewhen: bool
    now: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """A code block: its language in lower case, its own lines, the line of the first; `elsewhen` as of prose."""

    line: int
    language: str
    lines: tuple[str, ...]
    elsewhen: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that one document says, in line order; HTML comments and front matter say nothing."""

    document: Document
    parts: tuple[Prose | Fence, ...]

    @property
    def prose(self) -> tuple[Prose, ...]:
        """The lines outside fences."""
        return tuple(part for part in self.parts if isinstance(part, Prose))

    @property
    def fences(self) -> tuple[Fence, ...]:
        """The code blocks."""
        return tuple(part for part in self.parts if isinstance(part, Fence))


def read(document: Document) -> Sheet:
    """The sheet of one document."""
    lines = document.source.text.split("\n")
    special = {number for number, line in enumerate(lines, 1) if "```" in line or "~~~" in line or "<!--" in line}
    parts: list[Prose | Fence] = []
    for section in document.sections:
        elsewhen, now = heads_elsewhen(section.trail), heads_now(section.trail)
        lead = ""  # the last line of text in the section
        for block in section.blocks:
            if block.kind in _SILENT:
                continue
            if block.kind != "code" and special.isdisjoint(range(block.start_line, block.end_line + 1)):
                lead = _lines(block, lines, (elsewhen, now), lead, parts)
                continue
            for part in _parts(block, lines, elsewhen, lead):
                parts.append(part)
                lead = part.text if isinstance(part, Prose) else ""
    return Sheet(document, tuple(parts))


def _lines(block: Block, lines: list[str], when: tuple[bool, bool], lead: str, parts: list[Prose | Fence]) -> str:
    """Adds the lines of a block that holds neither fence nor comment; its last line."""
    elsewhen, now = when
    led = elsewhen or (block.kind in _LED and leads_elsewhen(lead))
    start = block.start_line
    for number, text in enumerate(lines[start - 1 : block.end_line], start):
        if text and not text.isspace():
            lead = text
            if "`" in text or "/" in text or "." in text or _TERMS in text:
                parts.append(Prose(number, text, start, led, now))
    return lead


def _parts(block: Block, lines: list[str], elsewhen: bool, lead: str) -> Iterator[Prose | Fence]:
    """What a block holds: itself as a fence, or its lines with the fences nested in it."""
    if block.kind == "code":
        yield Fence(block.start_line, "", tuple(lines[block.start_line - 1 : block.end_line]), elsewhen)
        return
    led = elsewhen or (block.kind in _LED and leads_elsewhen(lead))
    comment = False
    number = block.start_line
    while number <= block.end_line:
        text = lines[number - 1]
        opening = _FENCE.match(text) if not comment and ("```" in text or "~~~" in text) else None
        if opening:
            fence = _fence(opening, number, lines[number : block.end_line], elsewhen or leads_elsewhen(lead))
            yield fence
            number += len(fence.lines) + 2
            continue
        if comment or "<!--" in text:
            text, comment = _without_comment(text, comment)
        if text and not text.isspace():
            yield Prose(number, text, block.start_line, led)
            lead = text
        number += 1


def _fence(opening: re.Match[str], number: int, rest: list[str], elsewhen: bool) -> Fence:
    """The fence that opens on line `number`, up to its closing mark or the end of its block."""
    mark, indent = opening["mark"], len(opening["before"])
    held: list[str] = []
    for line in rest:
        if mark in line:
            bare = line.strip(" \t>")
            if bare.startswith(mark) and not bare.strip(mark[0]):
                break
        if indent:
            line = line[indent:] if not line[:indent].strip(" \t>") else line.lstrip(" \t>")
        held.append(line)
    info = opening["info"].strip().lower()
    language = re.split(r"[\s,{:]", info.lstrip("{. "), maxsplit=1)[0].rstrip("}")
    return Fence(number + 1, language, tuple(held), elsewhen)


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
