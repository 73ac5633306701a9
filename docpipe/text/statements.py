"""The lines of a block -> the statements that are compared one by one: sentence, list item, table row, line of code.

Nothing is parsed anew: the block's kind is known, and what stands in quotes, callouts and lists is told by its marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from docpipe.text.atx import atx
from docpipe.text.plain import plain

StatementKind = Literal["heading", "sentence", "item", "row", "code"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its plain text (of code: the line as written, without its indentation) and its first line."""

    kind: StatementKind
    text: str
    line: int


_QUOTE = re.compile(r"(?:[ ]{0,3}>[ \t]?)+")
_ALERT = re.compile(r"[ \t]*\[!\w+\][+-]?[ \t]*")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+(?:\[([ xX])\][ \t]+)?|$)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$")
_CELL_MARK = re.compile(r"(?<!\\)\|")
_CALLOUT = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?|===[!+]*)[ ]?[\w -]*+(?:\"(.*)\")?[ \t]*$")
_DIRECTIVE = re.compile(r"[ \t]*:{3,}[ \t]*[\w-]*[ \t]*(.*)$")
_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]\s]+\]:[ \t]*")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INTERRUPTS = re.compile(r"[ \t]*(?:`{3}|~{3}|(?:[-+*]|\d{1,9}[.)]|#{1,6})(?:[ \t]|$)|\||:{3})")

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s+(\S))|[。！？；｡][」』）”’]*|[।॥؟۔](?=\s)|\n[ \t]*\n")
# A full stop after one of these, or after a single letter, ends no sentence (English, German, French, Spanish).
_ABBREVIATIONS = frozenset({
    "al", "approx", "bzw", "ca", "cf", "d.h", "dr", "e.g", "eg", "ej", "env", "eq", "etc", "evtl", "excl", "fig", "ggf",
    "i.e", "ie", "incl", "inkl", "max", "min", "mr", "mrs", "ms", "no", "nr", "núm", "p.ej", "p.ex", "prof", "pág",
    "resp", "sec", "sr", "sra", "st", "u.a", "usw", "ver", "vgl", "vol", "vs", "z.b", "zzgl",
})  # fmt: skip


def statements(kind: str, lines: Sequence[str], first_line: int = 1) -> list[Statement]:
    """The statements of a block of `kind` (a `BlockKind`) whose `lines` begin at line `first_line`; linear time.

    A heading is one statement. Prose is cut into sentences, across soft line breaks. A list item with its
    continuation lines is one, each nested item another. A table row is one, its cells joined by ` | `; the delimiter
    row is none. Code is taken line by line, fence marks and blank lines left out. Of HTML the text counts, of comments
    nothing. An item's check box stays as ☐ or ☑. Text is plain (see `plain`) with single blanks.
    """
    return list(_READERS.get(kind, _Walk)(lines, first_line))


def sentences(text: str, first_line: int = 1) -> Iterator[Statement]:
    """The sentences of inline Markdown `text`, which begins at line `first_line`."""
    shown = plain(text)
    line, start = first_line, 0
    for match in _END.finditer(shown):
        if match[1] and not _ends_sentence(shown, start, match):
            continue
        yield from _statement("sentence", shown[start : match.end()], line)
        line += shown.count("\n", start, match.end())
        start = match.end()
    yield from _statement("sentence", shown[start:], line)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if match[1].islower():
        return False
    if match.group() != ".":
        return True
    word = text[max(start, match.start() - 12) : match.start()].rsplit(maxsplit=1)[-1:]
    return not word or not (word[0].lstrip("(").lower() in _ABBREVIATIONS or (len(word[0]) == 1 and word[0].isalpha()))


def _statement(kind: StatementKind, text: str, line: int) -> Iterator[Statement]:
    stripped = text.lstrip()
    if stripped:
        yield Statement(kind, " ".join(stripped.split()), line + text.count("\n", 0, len(text) - len(stripped)))


def _prose(lines: Sequence[str], first_line: int) -> Iterator[Statement]:
    return sentences("\n".join(lines), first_line)


def _nothing(_lines: Sequence[str], _first_line: int) -> Iterator[Statement]:
    return iter(())


def _code(lines: Sequence[str], first_line: int) -> Iterator[Statement]:
    for number, line in enumerate(lines, first_line):
        stripped = line.strip()
        if stripped:
            yield Statement("code", stripped, number)


def _fenced(lines: Sequence[str], first_line: int) -> Iterator[Statement]:
    """Code between marks; the last line is no mark where the fence is never closed."""
    mark = lines[0].strip()[:3]
    closed = (
        len(lines) > 1 and lines[-1].strip().startswith((mark, "...")) and not lines[-1].strip().strip(mark[0] + ".")
    )
    return _code(lines[1:-1] if closed else lines[1:], first_line + 1)


def _math(lines: Sequence[str], first_line: int) -> Iterator[Statement]:
    yield from _statement("code", "\n".join(lines).replace("$$", ""), first_line)


def _table(lines: Sequence[str], first_line: int) -> Iterator[Statement]:
    for number, line in enumerate(lines, first_line):
        yield from _row(line, number)


def _row(line: str, number: int) -> Iterator[Statement]:
    line = line.strip()
    if line.strip(" \t|:-") or "-" not in line:
        cells = [plain(cell.replace("\\|", "|")).strip() for cell in _CELL_MARK.split(line.strip("|"))]
        if any(cells):
            yield from _statement("row", " | ".join(cells), number)


def _heading(lines: Sequence[str], first_line: int) -> Iterator[Statement]:
    found = atx(lines[0].lstrip())
    underlined = len(lines) > 1 and not lines[-1].strip(" \t=-")
    content = found[1] if found else "\n".join(lines[:-1] if underlined else lines)
    yield from _statement("heading", plain(content), first_line)


def _html(lines: Sequence[str], first_line: int) -> Iterator[Statement]:
    text = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), "\n".join(lines))
    for number, line in enumerate(plain(text).split("\n"), first_line):
        yield from _statement("sentence", line, number)


class _Walk:
    """The statements of lines that hold several blocks: a list, a quote, a callout, a footnote."""

    def __init__(self, lines: Sequence[str], first_line: int) -> None:
        self._lines = lines
        self._first_line = first_line
        self._kind: StatementKind = "sentence"
        self._pending: list[str] = []
        self._pending_line = first_line
        self._fence = ""

    def __iter__(self) -> Iterator[Statement]:
        for number, line in enumerate(self._lines, self._first_line):
            yield from self._read(line, number)
        yield from self._flush()

    def _read(self, line: str, number: int) -> Iterator[Statement]:
        if quote := _QUOTE.match(line):
            line = line[quote.end() :]
        if self._fence:
            yield from self._in_fence(line, number)
        elif not line or line.isspace():
            yield from self._flush()
            self._kind = "sentence"
        elif _INTERRUPTS.match(line):
            yield from self._flush()
            yield from self._interrupt(line, number)
        elif self._pending:
            self._pending.append(line)
        else:
            yield from self._open(line, number)

    def _interrupt(self, line: str, number: int) -> Iterator[Statement]:
        """A line that ends the text before it: a fence, an item, a heading, a row."""
        if fence := _FENCE.match(line):
            self._fence = fence[1]
        elif item := _ITEM.match(line):
            if not _RULE.match(line):
                box = {"x": "☑ ", "X": "☑ ", " ": "☐ "}.get(item[1], "")
                self._begin("item", box + line[item.end() :], number)
        elif line.lstrip().startswith("#"):
            yield from _heading([line], number)
        elif directive := _DIRECTIVE.match(line):
            yield from _statement("heading", plain(directive[1]).strip("[]"), number)
        else:
            yield from _row(line, number)

    def _open(self, line: str, number: int) -> Iterator[Statement]:
        """The first line of a text: the title of a callout, or what follows its mark."""
        opening = _CALLOUT.match(line) or _ALERT.match(line) or _FOOTNOTE.match(line)
        if not opening:
            self._begin(self._kind, line, number)
        elif opening.re is _CALLOUT:
            yield from _statement("heading", plain(opening[1] or ""), number)
        else:
            self._begin("sentence", line[opening.end() :], number)

    def _in_fence(self, line: str, number: int) -> Iterator[Statement]:
        stripped = line.strip()
        if stripped.startswith(self._fence) and not stripped.strip(self._fence[0]):
            self._fence = ""
        elif stripped:
            yield Statement("code", stripped, number)

    def _begin(self, kind: StatementKind, text: str, number: int) -> None:
        self._kind, self._pending, self._pending_line = kind, [text], number

    def _flush(self) -> Iterator[Statement]:
        text = "\n".join(self._pending)
        self._pending = []
        if self._kind == "item":
            yield from _statement("item", plain(text), self._pending_line)
        else:
            yield from sentences(text, self._pending_line)


_READERS: Mapping[str, Callable[[Sequence[str], int], Iterable[Statement]]] = {
    "heading": _heading,
    "paragraph": _prose,
    "definition": _prose,
    "table": _table,
    "fence": _fenced,
    "front_matter": _fenced,
    "code": _code,
    "mdx": _code,
    "math": _math,
    "html": _html,
    "break": _nothing,
}
