"""Block tokens -> links and images, each with the place of its target in the source, and ids; code holds none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from docpipe.model import Link
from docpipe.parse.engine import Blocks
from docpipe.parse.inline import Found, Scan, read_tag
from docpipe.text.plain import plain

_HOLDERS = frozenset({"paragraph", "heading", "table", "html_block", "mdx"})
_HTML = re.compile(r"<!--|<[a-zA-Z][^<>]*>")
_PIPE = re.compile(r"(?<!\\)\|")
_ESCAPED_PIPE = re.compile(r"\\\|")


class Links:
    """`found`: the links and images of `text` in the order of their places; `anchors`: the ids that its tags set."""

    def __init__(self, text: str, parsed: Blocks) -> None:
        self.found: list[Link] = []
        self.anchors: set[str] = set()
        self._text = text
        self._parsed = parsed
        self._references: Mapping[str, Any] = parsed.env["references"]
        for token in parsed.tokens:
            kind = token.type
            if kind not in _HOLDERS or not token.map:
                continue
            first, last = token.map
            if kind == "table":
                self._read_table(first, token.meta["begins"])
            elif kind in ("html_block", "mdx"):
                self._read_html(first, last)
            elif self._may_link(token.content):
                self.found.extend(self._in_lines(token.content, first, self._scan(token.content)))
        self.found.sort(key=lambda link: link.start)

    def _may_link(self, content: str) -> bool:
        return "](" in content or "<" in content or (bool(self._references) and "[" in content)

    def _scan(self, content: str) -> list[Found]:
        scan = Scan(content, self._references)
        self.anchors.update(scan.anchors)
        return scan.found

    def _read_html(self, first: int, last: int) -> None:
        text, start, end = self._text, self._parsed.starts[first], self._parsed.ends[last - 1]
        position = start
        while match := _HTML.search(text, position, end):
            position = match.end()
            if match.group() == "<!--":
                position = text.find("-->", position, end)
                if position < 0:
                    return
                continue
            found, anchors = read_tag(text, match.start(), match.end())
            self.anchors.update(anchors)
            for item in found:
                self.found.append(_link(item, first + 1 + text.count("\n", start, item.start), item.start))

    def _in_lines(self, content: str, first: int, found: Iterable[Found]) -> Iterator[Link]:
        """`found` in the `content` of lines from `first` (0-based) on, moved to where it stands in the text.

        A line of content is the end of its source line but for white space and closing `#`: what stands before it are
        marks of quotes and lists.
        """
        lines = content.split("\n")
        ends = list(accumulate(len(line) + 1 for line in lines))
        starts, line_ends = self._parsed.starts, self._parsed.ends
        known, shift = -1, 0
        for item in found:
            index = bisect_right(ends, item.start)
            if index != known:
                place = self._text.find(lines[index].rstrip(), starts[first + index], line_ends[first + index])
                known, shift = index, place - (ends[index] - len(lines[index]) - 1)
            yield _link(item, first + index + 1, item.start + shift)

    def _read_table(self, first: int, begins: Sequence[int]) -> None:
        """Read the rows from line `first` on, which begin at `begins`, with the cells that no header stands over."""
        for line, begin in enumerate(begins, first):
            row = self._text[begin : self._parsed.ends[line]]
            if not self._may_link(row):
                continue
            for start, end in _cells(row):
                cell = row[start:end]
                pipes = [match.start() - count for count, match in enumerate(_ESCAPED_PIPE.finditer(cell))]
                for item in self._scan(cell.replace("\\|", "|")):
                    written_start = item.start + bisect_left(pipes, item.start)
                    written_end = item.end + bisect_left(pipes, item.end)
                    place = begin + start
                    self.found.append(_link(item, line + 1, place + written_start, place + written_end))


def _link(item: Found, line: int, start: int, end: int | None = None) -> Link:
    label = item.label if item.kind == "autolink" else " ".join(plain(item.label).split())
    return Link(item.kind, item.target, label, line, start, end or start + item.end - item.start)


def _cells(row: str) -> list[tuple[int, int]]:
    """The cells of `row`; a pipe after a backslash parts none, those at both ends stand for nothing."""
    marks = [match.start() for match in _PIPE.finditer(row)]
    cells = list(zip([0, *(mark + 1 for mark in marks)], [*marks, len(row)], strict=True))
    if len(cells) > 1 and not row[: cells[0][1]].strip():
        del cells[0]
    if len(cells) > 1 and not row[cells[-1][0] :].strip():
        del cells[-1]
    return cells
