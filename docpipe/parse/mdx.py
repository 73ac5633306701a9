"""Block rules for MDX: `import` and `export`, JSX elements, expressions; and whether a text says that it is MDX.

A tag is a block of its own, without what stands between it and the closing tag: that is Markdown, as MDX reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock

_STATEMENT = re.compile(r"import[ \t]+[\w*{\"']|export[ \t]+(?:default|const|let|var|function|async|class|\{|\*)")
_TAG = re.compile(r"</?(?:[A-Z][\w.]*|[a-z]\w*\.[\w.]+)?(?=[\s/>]|$)")
_IMPORT = re.compile(r"\n*import[ \t][^\n]*[ \t]from[ \t]+(['\"])[^'\"\n]+\1;?[ \t]*(?:\n|\Z)")
_MAX_LINES = 400  # of one statement or tag


def says_mdx(text: str, start: int) -> bool:
    """Whether `text`, from offset `start` on, opens with a JavaScript import, as no plain Markdown does."""
    return bool(_IMPORT.match(text, start))


def statement(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`import` or `export` in the first column: up to a blank line outside all brackets."""
    begin = state.bMarks[start_line]
    if state.level or state.sCount[start_line] or not _STATEMENT.match(state.src, begin, state.eMarks[start_line]):
        return False
    first_blank = end = 0
    for line, depth in _depths(state, start_line, end_line):
        end = line + 1
        if state.isEmpty(line):
            first_blank = first_blank or line
            if depth <= 0:
                return _push(state, start_line, line, silent)
    return end > 0 and _push(state, start_line, first_blank or end, silent)


def element(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line that opens or closes a component, up to the line that ends the tag; or an expression in braces."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    mark = state.src[begin]
    if mark == "<" and not _TAG.match(state.src, begin, state.eMarks[start_line]):
        return False
    for line, depth in _depths(state, start_line, end_line):
        source = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if depth <= 0:
            if source.endswith((">", "}") if mark == "<" else "}"):
                return _push(state, start_line, line + 1, silent)
            if not source or mark == "{" or (line > start_line and source[0] == "<"):
                return False
    return False


def _depths(state: StateBlock, start_line: int, end_line: int) -> Iterator[tuple[int, int]]:
    """Lines from `start_line` on, each with how many brackets are open at its end.

    Where brackets stay open for good, no later line is tried before the last one seen: that keeps the cost linear.
    """
    if start_line < state.env.get("open_brackets", 0):
        return
    last = min(end_line, start_line + _MAX_LINES)
    depth = 0
    for line in range(start_line, last):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return
        source = state.src[state.bMarks[line] : state.eMarks[line]]
        depth += sum(map(source.count, "{([")) - sum(map(source.count, "})]"))
        yield line, depth
    if depth > 0:
        state.env["open_brackets"] = last


def _push(state: StateBlock, start_line: int, end: int, silent: bool) -> bool:
    if not silent:
        state.line = end
        state.push("mdx", "", 0).map = [start_line, end]
    return True
