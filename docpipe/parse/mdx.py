"""Block rules for MDX: `import` and `export`, JSX elements, expressions; and whether a text is MDX at all."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

_STATEMENT = re.compile(
    r"(?:import[ \t]+(?:[\w*{\"']).*|export[ \t]+(?:default|const|let|var|function|async|class|\{|\*).*)"
)
_JSX = re.compile(r"</?(?:[A-Z][\w.]*|[a-z][\w]*\.[\w.]+)?(?=[\s/>]|$)")
_IMPORT = re.compile(r"import[ \t][^\n]*?[ \t]from[ \t]+(['\"])[^'\"\n]+\1;?[ \t]*(?:\n|$)")
_PAIRS = {"}": "{", ")": "(", "]": "["}
_MAX_LINES = 400  # of one statement or tag


def is_mdx(text: str, start: int) -> bool:
    """Whether `text`, from offset `start` on, opens with a JavaScript import: what no plain Markdown does."""
    stripped = start + len(text[start:]) - len(text[start:].lstrip("\n"))
    return bool(_IMPORT.match(text, stripped))


def statement(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`import` or `export` in the first column: up to a blank line outside all brackets."""
    begin = state.bMarks[start_line]
    if state.sCount[start_line] or state.level or not state.src.startswith(("import", "export"), begin):
        return False
    if not _STATEMENT.match(state.src, begin, state.eMarks[start_line]):
        return False
    return _push(state, start_line, _end_of_statement(state, start_line, end_line), silent)


def _end_of_statement(state: StateBlock, start_line: int, end_line: int) -> int:
    depth = 0
    for line in range(start_line, min(end_line, start_line + _MAX_LINES)):
        if state.isEmpty(line) and depth <= 0:
            return line
        source = state.src[state.bMarks[line] : state.eMarks[line]]
        depth += sum(map(source.count, "{([")) - sum(map(source.count, "})]"))
    return _paragraph_end(state, start_line, end_line) if depth > 0 else min(end_line, start_line + _MAX_LINES)


def _paragraph_end(state: StateBlock, line: int, end_line: int) -> int:
    while line < end_line and not state.isEmpty(line):
        line += 1
    return line


def element(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line that opens or closes a component, up to the line that ends the tag; or an expression in braces."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    opening = state.src[begin : begin + 1]
    if opening not in ("<", "{") or state.is_code_block(start_line):
        return False
    if opening == "<" and not _JSX.match(state.src, begin, state.eMarks[start_line]):
        return False
    if opening == "{" and silent:
        return False
    end = _end_of_element(state, start_line, end_line)
    return end > start_line and _push(state, start_line, end, silent)


def _end_of_element(state: StateBlock, start_line: int, end_line: int) -> int:
    """The line after the one on which all braces and the tag are closed; `start_line` where none is."""
    depth = 0
    for line in range(start_line, min(end_line, start_line + _MAX_LINES)):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return start_line
        source = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        depth += source.count("{") - source.count("}")
        if depth <= 0 and source.endswith((">", "}")):
            return line + 1
        if not source and depth <= 0:
            return start_line
    return start_line


def _push(state: StateBlock, start_line: int, end: int, silent: bool) -> bool:
    if not silent:
        state.line = end
        state.push("mdx", "", 0).map = [start_line, end]
    return True
