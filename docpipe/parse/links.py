"""Block tokens -> links and images, each with the place of its target in the source; code holds none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from docpipe.model import Link
from docpipe.parse.engine import Blocks
from docpipe.parse.inline import Found, find_links, tag_links
from docpipe.text.plain import plain

_HTML = re.compile(r"<!--|<(?:a|img)\s[^<>]*>", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED_PIPE = re.compile(r"\\\|")
_HOLDERS = frozenset({"paragraph", "heading", "table", "html_block", "mdx"})


def links(text: str, parsed: Blocks) -> list[Link]:
    """The links and images of `text` in the order of their places."""
    found: list[Link] = []
    references = parsed.env["references"]
    for token in parsed.tokens:
        kind = token.type
        if kind not in _HOLDERS or not token.map:
            continue
        first, last = token.map
        if kind == "table":
            found.extend(_in_table(text, parsed, first, token.meta["begins"]))
        elif kind in ("html_block", "mdx"):
            found.extend(_in_html(text, parsed, first, last))
        elif _may_link(token.content, references):
            found.extend(_in_lines(text, parsed, token.content, first, find_links(token.content, references)))
    found.sort(key=lambda link: link.start)
    return found


def _may_link(content: str, references: Mapping[str, Any]) -> bool:
    return "](" in content or "<" in content or (bool(references) and "[" in content)


def _in_html(text: str, parsed: Blocks, first: int, last: int) -> Iterator[Link]:
    start, end = parsed.starts[first], parsed.ends[last - 1]
    position = start
    while match := _HTML.search(text, position, end):
        position = match.end()
        if match.group() == "<!--":
            position = text.find("-->", position, end) + 3
            if position < 3:
                return
            continue
        for found in tag_links(match.group(), match.start(), text):
            line = first + 1 + text.count("\n", start, found.start)
            yield Link(found.kind, found.target, plain(found.label).strip(), line, found.start, found.end)


def _in_lines(text: str, parsed: Blocks, content: str, first: int, found: Iterable[Found]) -> Iterator[Link]:
    """`found` in the `content` of lines from `first` (0-based) on, moved to where it stands in `text`.

    A line of content is the end of its source line but for white space and closing `#`: what stands before it are
    marks of quotes and lists.
    """
    begin = 0
    number = first
    for item in sorted(found, key=lambda item: item.start):
        while (end := content.find("\n", begin)) >= 0 and end < item.start:
            begin, number = end + 1, number + 1
        line = content[begin : end if end >= 0 else len(content)].rstrip()
        start = text.find(line, parsed.starts[number], parsed.ends[number]) + item.start - begin
        yield Link(item.kind, item.target, plain(item.label), number + 1, start, start + item.end - item.start)


def _in_table(text: str, parsed: Blocks, first: int, begins: Sequence[int]) -> Iterator[Link]:
    """The links in the rows from line `first` on, which begin at `begins`; cells past the header's are none."""
    references = parsed.env["references"]
    columns: int | None = None
    for line, begin in enumerate(begins, first):
        row = text[begin : parsed.ends[line]]
        if columns is not None and not _may_link(row, references):
            continue
        cells = _cells(row)
        columns = len(cells) if columns is None else columns
        for start, end in cells[:columns]:
            cell = row[start:end]
            pipes = [match.start() - count for count, match in enumerate(_ESCAPED_PIPE.finditer(cell))]
            for item in find_links(cell.replace("\\|", "|"), references):
                found_start = begin + start + item.start + bisect_left(pipes, item.start)
                found_end = begin + start + item.end + bisect_left(pipes, item.end)
                yield Link(item.kind, item.target, plain(item.label), line + 1, found_start, found_end)


def _cells(row: str) -> list[tuple[int, int]]:
    """The cells of `row`; a pipe after a backslash parts none, those at both ends stand for nothing."""
    marks = [match.start() for match in _PIPE.finditer(row)]
    cells = list(zip([0, *(mark + 1 for mark in marks)], [*marks, len(row)], strict=True))
    if not row[: cells[0][1]].strip() and len(cells) > 1:
        del cells[0]
    if not row[cells[-1][0] :].strip() and len(cells) > 1:
        del cells[-1]
    return cells
