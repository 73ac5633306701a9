"""Block rules for what holds other blocks: footnotes, MkDocs callouts and tabs, Docusaurus directives."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

# `!!! note "Title"`, `??? note`, `???+ note`, `=== "Tab"` (Python-Markdown admonition, pymdownx details and tabbed).
_CALLOUT = re.compile(r"""(?:(?:!!!|\?\?\?\+?)[ ]?[\w-]+(?:[ ]+[\w-]+)*(?:[ ]+".*")?|===[!+]*[ ]+".*")[ \t]*""")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_MARKER = re.compile(r"^[ ]{0,3}(?:(`{3,}|~{3,})(.*)|(:{3,})[ \t]*(\S?).*)", re.MULTILINE)
_BODY_INDENT = 4
_MAX_DIRECTIVES = 20  # open at once; deeper ones are looked at no more


def footnote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`[^label]: text`, with what is indented by four below it (GitHub, Python-Markdown)."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("[^", begin) or state.is_code_block(start_line):
        return False
    match = _FOOTNOTE.match(state.src, begin, state.eMarks[start_line])
    if not match:
        return False
    if silent:
        return True
    saved = state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line]
    content = state.skipSpaces(match.end())
    state.bMarks[start_line] = match.end()
    state.tShift[start_line] = min(content, state.eMarks[start_line]) - match.end()
    state.sCount[start_line] = state.blkIndent + _BODY_INDENT
    token = _tokenize(state, "footnote", start_line, range(start_line, end_line), indent=_BODY_INDENT)
    token.info = match[1]
    state.bMarks[start_line], state.tShift[start_line], state.sCount[start_line] = saved
    return True


def callout(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line that opens a callout or tab, and the indented lines below it; without such lines it is prose."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[begin : begin + 3] not in ("!!!", "???", "===") or state.is_code_block(start_line):
        return False
    if not _CALLOUT.fullmatch(state.src, begin, state.eMarks[start_line]):
        return False
    line = body_end = start_line + 1
    while line < end_line and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + _BODY_INDENT):
        line += 1
        body_end = body_end if state.isEmpty(line - 1) else line
    if body_end == start_line + 1:
        return False
    if not silent:
        body = range(start_line + 1, body_end)
        token = _tokenize(state, "callout", start_line, body, indent=_BODY_INDENT, closed=True)
        token.info = state.src[begin : state.eMarks[start_line]]
    return True


def directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`:::name` up to its `:::` (Docusaurus, VitePress, Pandoc); one that is never closed is prose."""
    close = state.env["directives"].get(start_line)
    if close is None or close >= end_line or state.is_code_block(start_line):
        return False
    if not silent:
        token = _tokenize(state, "callout", start_line, range(start_line + 1, close), indent=0, closed=True)
        token.map = [start_line, close + 1]
        token.info = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
        state.line = close + 1
    return True


def _tokenize(state: StateBlock, kind: str, start: int, body: range, *, indent: int, closed: bool = False) -> Token:
    """Push `kind` around the tokens of the lines `body`; `closed` bars a paragraph from running on past them."""
    saved = state.parentType, state.blkIndent, state.lineMax
    token = state.push(f"{kind}_open", "", 1)
    token.map = [start, body.stop]
    state.parentType = kind
    state.blkIndent += indent
    if closed:
        state.lineMax = body.stop
    state.line = body.start
    state.md.block.tokenize(state, body.start, body.stop)
    state.parentType, state.blkIndent, state.lineMax = saved
    state.push(f"{kind}_close", "", -1)
    if closed:
        state.line = body.stop
    token.map[1] = state.line
    return token


def directives(text: str) -> dict[int, int]:
    """For each line (0-based) that opens a `:::` directive, the line that closes it; fenced code holds none.

    A closing line has at least as many colons as its opening one. Openings of as many colons nest.
    """
    if ":::" not in text:
        return {}
    found: dict[int, int] = {}
    stack: list[tuple[int, int]] = []
    line = position = 0
    fence = ""
    for match in _MARKER.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        ticks, info, colons, name = match.groups()
        if ticks:
            fence = _after_fence(fence, ticks, info)
        elif not fence and name:
            stack.append((len(colons), line))
        elif not fence:
            _close(stack, len(colons), line, found)
    return found


def _after_fence(fence: str, ticks: str, info: str) -> str:
    """The marks of the fence that is open after a line of `ticks` and `info`, where `fence` was open before it."""
    if not fence:
        return "" if ticks[0] in info else ticks
    return "" if ticks.startswith(fence) and not info.strip() else fence


def _close(stack: list[tuple[int, int]], width: int, line: int, found: dict[int, int]) -> None:
    """Close the innermost opening of the same width, else the innermost if it is narrower; drop what it holds."""
    if not any(opened == width for opened, _ in stack[-_MAX_DIRECTIVES:]):
        if stack and stack[-1][0] < width:
            found[stack.pop()[1]] = line
        return
    while stack[-1][0] != width:
        stack.pop()
    found[stack.pop()[1]] = line
