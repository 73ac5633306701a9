"""A document -> its statements: one a line of prose, list item, table row or code, with what stands around it.

Every extractor reads statements, so that headings, list parents, table headers, lead-ins and comments are found once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docpipe.facts.marks import with_ticks
from docpipe.model import Block, Document, Section
from docpipe.text.plain import plain

Form = Literal["heading", "prose", "item", "row", "code"]
Lines = Sequence[tuple[int, str]]

_ITEM = re.compile(r"^([ \t>]*)(?:[-*+•]|\d{1,4}[.)])\s+(?:\[([ xX~-])\]\s+)?(.*)$")
# "--name value" on a line of its own goes on with the command above.
_COMMENT = re.compile(r"^\s*(?:#|//|--(?![A-Za-z])|;|/\*|<!--)\s?(.*?)\s*(?:\*/|-->)?$")
_DELIMITER = re.compile(r"^[\s|:+-]+$")
_LABEL = re.compile(r"^(?:\*\*|__)([^*_:]{1,80}?)\s?:?(?:\*\*|__)\s{0,3}(?:[:：]|[-–—]\s|\s?=\s|\()?\s{0,3}(.*)$")
_COLON = re.compile(r"^([^:：|]{1,70}?)\s?[:：]\s+(.+)$")
_DIGIT = re.compile(r"[0-9]")
_BOX = re.compile(r"^\[([ xX~-])\]\s+")
_FENCE = ("```", "~~~")
_ICONS = "✅❌⚠️🟢🔴🟡🔵⏳🔄📋🎯☑✓✔✗✘•·▪︎ \t"


@dataclass(slots=True, eq=False)
class Statement:
    """One line and its surroundings. `raw` is as written, `body` without the marks of list and quote.

    Most lines tell no fact: what a line says without marks, and its label, are worked out when first asked for.
    """

    line: int
    form: Form
    raw: str
    body: str
    section: Section
    above: Statement | None = None  # what introduces the list, table or fence
    outer: tuple[Statement, ...] = ()  # the list items that this one lies in, outermost first
    headers: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    language: str = ""  # of a fence; "comment" for its comments
    comment: str = ""  # the last comment above, in a fence
    box: str = ""  # " " or "x" of a task item
    _text: str | None = None
    _label: tuple[str, str] | None = None
    _shown: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        """The line without Markdown marks; a row and a line of code as they are."""
        if self._text is None:
            self._text = self.body if self.form in ("code", "row") else plain(self.body)
        return self._text

    @property
    def shown(self) -> tuple[str, ...]:
        """The cells of a row without Markdown marks."""
        if self._shown is None:
            self._shown = tuple(map(plain, self.cells))
        return self._shown

    @property
    def label(self) -> str:
        """What stands before the colon, or in the first cell."""
        return self._parts()[0]

    @property
    def rest(self) -> str:
        """What the label is said to be."""
        return self._parts()[1]

    @property
    def lead(self) -> str:
        """The sentence that introduces the list, table or fence."""
        return self.above.text if self.above else ""

    @property
    def parents(self) -> tuple[str, ...]:
        """The texts of the items that this one lies in."""
        return tuple(statement.text for statement in self.outer)

    @property
    def digits(self) -> bool:
        """Whether the line holds a digit; most kinds of fact need one."""
        return _DIGIT.search(self.raw) is not None

    def _parts(self) -> tuple[str, str]:
        if self._label is None:
            if self.form == "row":
                self._label = self.shown[0], ""
            else:
                self._label = split_label(self.body) if self.form in ("prose", "item") else ("", "")
        return self._label


def statements(document: Document) -> Iterator[Statement]:
    """Every statement of a document, in line order."""
    lines = document.source.text.split("\n")
    for section in document.sections:
        reader = _Reader(section)
        for block in section.blocks:
            yield from reader.block(block, lines)


def split_label(body: str) -> tuple[str, str]:
    """`**Backend** (Python): port 80` -> ("Backend", ...); both empty where nothing is labelled."""
    stripped = body.lstrip(_ICONS)
    if stripped.startswith(("**", "__")):
        match = _LABEL.match(stripped)
        if match and match[2]:
            return plain(match[1]).strip(" :"), with_ticks(match[2])
    if ":" not in stripped and "：" not in stripped:
        return "", ""
    match = _COLON.match(with_ticks(stripped))
    if match and "://" not in match[1] and len(match[1].split()) <= 8:
        return plain(match[1]), match[2]
    return "", ""


def cells_of(row: str) -> list[str]:
    """The cells of a table row; an escaped pipe, or one between ticks, parts nothing."""
    row = row.strip()
    row = row[1:] if row.startswith("|") else row
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    if "`" not in row and "\\|" not in row:
        return [cell.strip() for cell in row.split("|")]
    cells: list[str] = []
    for piece in row.split("|"):
        if cells and (cells[-1].endswith("\\") or (cells[-1].count("`") % 2 and "`" in piece)):
            cells[-1] = f"{cells[-1]}|{piece}"
        else:
            cells.append(piece)
    return [cell.strip() for cell in cells]


@dataclass(slots=True)
class _Reader:
    """The section that is being read, and the statement that may introduce its next block."""

    section: Section
    above: Statement | None = None

    def block(self, block: Block, lines: list[str]) -> Iterator[Statement]:
        last = min(block.end_line, len(lines))
        numbered = [(number, lines[number - 1]) for number in range(block.start_line, last + 1)]
        if block.kind == "table":
            yield from self.table(numbered)
        elif block.kind in ("fence", "code"):
            yield from self.code(numbered, fenced=block.kind == "fence")
        elif block.kind == "heading":
            number, raw = numbered[0]
            self.above = None
            yield Statement(number, "heading", raw, raw.strip().lstrip("#").strip(), self.section)
        elif block.kind in ("paragraph", "list", "quote", "callout", "html", "mdx", "footnote"):
            found: Statement | None = None
            for statement in self.text(numbered):
                found = statement
                yield statement
            if found and block.kind != "list":
                self.above = found

    def text(self, numbered: Lines) -> Iterator[Statement]:
        """Prose and items, with the fences and tables that lie in items."""
        parents: list[tuple[int, Statement]] = []
        inner: list[tuple[int, str]] = []
        inside = ""  # "fence" or "table": what `inner` gathers
        for number, raw in numbered:
            body = raw.lstrip(" \t>")
            if inside == "fence":
                inner.append((number, raw))
                if body.startswith(_FENCE):
                    yield from self.code(inner, fenced=True)
                    inside, inner = "", []
                continue
            if inside == "table" and not body.startswith("|"):
                yield from self.table(inner)
                inside, inner = "", []
            if body.startswith(_FENCE) or body.startswith("|"):
                inside = "table" if body[0] == "|" else "fence"
                inner.append((number, raw if inside == "fence" else body))
            elif body.strip():
                yield self.line(number, raw, body, parents)
        if inside == "table":
            yield from self.table(inner)

    def line(self, number: int, raw: str, body: str, parents: list[tuple[int, Statement]]) -> Statement:
        """One line of prose, or an item, which is then the parent of deeper ones."""
        match = _ITEM.match(raw)
        if not match:
            outer = tuple([statement for _, statement in parents]) if parents else ()
            return Statement(number, "prose", raw, body, self.section, self.above, outer)
        indent, box, body = len(match[1].replace("\t", "    ")), match[2] or "", match[3]
        while parents and parents[-1][0] >= indent:
            parents.pop()
        marked = _BOX.match(body) if body.startswith("[") else None
        if marked:
            box, body = marked[1], body[marked.end() :]
        outer = tuple([statement for _, statement in parents]) if parents else ()
        found = Statement(number, "item", raw, body, self.section, self.above, outer, box=box.lower())
        parents.append((indent, found))
        return found

    def table(self, numbered: Lines) -> Iterator[Statement]:
        """One statement a row; the first row names the columns."""
        headers: tuple[str, ...] = ()
        for number, raw in numbered:
            if "|" not in raw or _DELIMITER.match(raw):
                continue
            cells = tuple(cells_of(raw))
            if headers:
                yield Statement(number, "row", raw, raw, self.section, self.above, (), headers, cells)
            else:
                headers = tuple(plain(cell) for cell in cells)

    def code(self, numbered: Lines, *, fenced: bool) -> Iterator[Statement]:
        """One statement a line of code; comments are statements too, and the lines below them know the last one."""
        language = ""
        if fenced and numbered:
            words = numbered[0][1].strip(" \t>`~").split()
            language = words[0].lower().strip("{}.") if words else ""
            numbered = numbered[1:]
        comment, fresh = "", False
        for number, raw in numbered:
            body = raw.strip()
            if not body or body.startswith(_FENCE):
                comment = ""
                continue
            match = _COMMENT.match(raw) if body[0] in "#/-;<" and not body.startswith("#!") else None
            if match:
                comment = f"{comment} {match[1]}" if fresh else match[1]
                body, kind = match[1], "comment"
            else:
                kind = language
            fresh = match is not None
            yield Statement(number, "code", raw, body, self.section, self.above, language=kind, comment=comment)
