"""Block rule for display mathematics: `$$` to `$$`, as GitHub and MkDocs show it."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock


def math(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Lines from one that begins with `$$` to one that ends with it, none of them blank; without an end it is prose."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("$$", begin) or state.is_code_block(start_line):
        return False
    begin += 2
    for line in range(start_line, end_line):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        if state.src[begin : state.eMarks[line]].rstrip().endswith("$$"):
            break
        begin = state.bMarks[line + 1] + state.tShift[line + 1]
    else:
        return False
    if not silent:
        state.line = line + 1
        state.push("math", "", 0).map = [start_line, line + 1]
    return True
