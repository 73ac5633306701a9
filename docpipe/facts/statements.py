"""A document -> its statements: one a line of prose, list item, table row or code, with what stands around it.

Every extractor reads statements, so that headings, list parents, table headers, lead-ins and comments are found once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docpipe.model import Block, Document, Section
from docpipe.text.plain import plain

Form = Literal["heading", "prose", "item", "row", "code"]

_ITEM = re.compile(r"^([ \t>]*)(?:[-*+•]|\d{1,4}[.)])\s+(?:\[([ xX~-])\]\s+)?(.*)$")
_TREE = re.compile(r"^[\s│|├└─┬+`-]*[├└│]──")
_COMMENT = re.compile(r"^\s*(?:#|//|--|;|/\*|<!--)\s?(.*?)\s*(?:\*/|-->)?$")
_DELIMITER = re.compile(r"^[\s|:+-]+$")
_LABEL = re.compile(r"^(?:\*\*|__)([^*_:]{1,80}?)\s?:?(?:\*\*|__)\s{0,3}(?:[:：]|[-–—]\s|\s?=\s|\()?\s{0,3}(.*)$")
_COLON = re.compile(r"^([^:：|]{1,70}?)\s?[:：]\s+(.+)$")
_BOX = re.compile(r"^\[([ xX~-])\]\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One line and its surroundings. `raw` is as written, `text` without Markdown marks."""

    line: int
    form: Form
    raw: str
    text: str
    section: Section
    label: str = ""  # what stands before the colon or in the first cell
    rest: str = ""  # what the label is said to be
    lead: str = ""  # the sentence that introduces the list, table or fence
    parents: tuple[str, ...] = ()  # the list items that this one lies in, outermost first
    headers: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    language: str = ""  # of a fence
    comment: str = ""  # the last comment above, in a fence
    box: str = ""  # " " or "x" of a task item


def statements(document: Document) -> Iterator[Statement]:
    """Every statement of a document, in line order."""
    lines = document.source.text.split("\n")
    for section in document.sections:
        lead = ""
        for block in section.blocks:
            found = tuple(_block(block, section, lines, lead))
            yield from found
            if block.kind in ("paragraph", "heading", "callout", "quote") and found:
                lead = found[-1].text if block.kind != "heading" else ""


def _block(block: Block, section: Section, lines: list[str], lead: str) -> Iterator[Statement]:
    numbered = [(number, lines[number - 1]) for number in range(block.start_line, min(block.end_line, len(lines)) + 1)]
    if block.kind == "table":
        yield from _table(numbered, section, lead)
    elif block.kind in ("fence", "code"):
        yield from _code(numbered, section, lead, fenced=block.kind == "fence")
    elif block.kind == "heading":
        number, raw = numbered[0]
        yield Statement(number, "heading", raw, plain(raw.strip().lstrip("#")), section)
    elif block.kind in ("paragraph", "list", "quote", "callout", "html", "mdx", "footnote"):
        yield from _text(numbered, section, lead)


def _text(numbered: list[tuple[int, str]], section: Section, lead: str) -> Iterator[Statement]:
    parents: list[tuple[int, str]] = []
    fence: list[tuple[int, str]] | None = None
    table: list[tuple[int, str]] = []
    for number, raw in numbered:
        body = raw.lstrip(" \t>")
        if body.startswith(("```", "~~~")):
            if fence is None:
                fence = [(number, raw)]
            else:
                yield from _code([*fence, (number, raw)], section, parents[-1][1] if parents else lead, fenced=True)
                fence = None
            continue
        if fence is not None:
            fence.append((number, raw))
            continue
        if body.startswith("|"):
            table.append((number, body))
            continue
        if table:
            yield from _table(table, section, parents[-1][1] if parents else lead)
            table = []
        if not body.strip():
            continue
        match = _ITEM.match(raw)
        if match:
            indent, box, body = len(match[1].replace("\t", "    ")), match[2] or "", match[3]
            while parents and parents[-1][0] >= indent:
                parents.pop()
            yield _line(number, "item", raw, body, section, lead, tuple(text for _, text in parents), box)
            parents.append((indent, plain(body)))
        else:
            yield _line(number, "prose", raw, body, section, lead, tuple(text for _, text in parents), "")
    if table:
        yield from _table(table, section, lead)


def _line(
    number: int, form: Form, raw: str, body: str, section: Section, lead: str, parents: tuple[str, ...], box: str
) -> Statement:
    marked = _BOX.match(body)
    if marked:
        box, body = marked[1], body[marked.end() :]
    label, rest = split_label(body)
    return Statement(number, form, raw, plain(body), section, label, rest, lead, parents, box=box.lower())


def split_label(body: str) -> tuple[str, str]:
    """`**Backend** (Python): port 80` -> ("Backend", ...); both empty where nothing is labelled."""
    stripped = body.lstrip("✅❌⚠️🟢🔴🟡🔵⏳🔄📋🎯☑✓✔✗✘•·▪︎ \t")
    match = _LABEL.match(stripped)
    if match and match[2]:
        return plain(match[1]).strip(" :"), plain(match[2], code=True)
    match = _COLON.match(plain(stripped, code=True))
    if match and "://" not in match[1] and len(match[1].split()) <= 8:
        return plain(match[1]), match[2]
    return "", ""


def _table(numbered: list[tuple[int, str]], section: Section, lead: str) -> Iterator[Statement]:
    headers: tuple[str, ...] = ()
    for number, raw in numbered:
        if "|" not in raw or _DELIMITER.match(raw):
            continue
        cells = tuple(cells_of(raw))
        if not headers:
            headers = tuple(plain(cell) for cell in cells)
            continue
        label = plain(cells[0]) if cells else ""
        yield Statement(number, "row", raw, plain(raw), section, label, "", lead, (), headers, cells)


def cells_of(raw: str) -> Iterator[str]:
    """The cells of a table row; an escaped or quoted pipe does not part them."""
    row = raw.strip()
    row = row[1:] if row.startswith("|") else row
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    cell, in_code = "", False
    for position, char in enumerate(row):
        if char == "`":
            in_code = not in_code and "`" in row[position + 1 :]
        if char == "|" and not in_code and not cell.endswith("\\"):
            yield cell.strip()
            cell = ""
        else:
            cell += char
    yield cell.strip()


def _code(numbered: list[tuple[int, str]], section: Section, lead: str, *, fenced: bool) -> Iterator[Statement]:
    language = ""
    if fenced and numbered:
        words = numbered[0][1].strip(" \t>`~").split()
        language = words[0].lower().strip("{}.") if words else ""
        numbered = numbered[1:]
    comment, fresh = "", False
    for number, raw in numbered:
        body = raw.strip()
        if not body or body.startswith(("```", "~~~")):
            if not body:
                comment = ""
            continue
        match = _COMMENT.match(raw)
        if match and not body.startswith("#!"):
            comment = f"{comment} {match[1]}" if fresh else match[1]
            fresh = True
            yield Statement(number, "code", raw, match[1], section, lead=lead, language="comment", comment=comment)
            continue
        fresh = False
        yield Statement(number, "code", raw, body, section, lead=lead, language=language, comment=comment)
