"""The rules of CommonMark and GFM tables for markdown-it-py, arranged for speed.

A rule is tried only on lines whose first character can begin its construct; paragraphs, headings and tables are one
token each. All else is markdown-it-py's own, and a test holds the blocks against those of markdown-it-py as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, code, fence, hr, html_block, list_block, reference, table

from docpipe.text.atx import atx

Rule = Callable[[StateBlock, int, int, bool], bool]

_FENCE_MARKS, _QUOTE_MARK, _RULE_MARKS, _ITEM_MARKS, _TAG_MARK = "`~", ">", "-*_", "-*+0123456789", "<"
_DELIMITER_ROW = frozenset("|-:")


def by_first(*entries: tuple[str, Rule]) -> dict[str, tuple[Rule, ...]]:
    """For each first character, the rules that may match, in the order of `entries` (characters, rule)."""
    found: dict[str, tuple[Rule, ...]] = {}
    for characters, rule in entries:
        for character in characters:
            found[character] = (*found.get(character, ()), rule)
    return found


def install(
    markdown: MarkdownIt, opening: Sequence[tuple[str, Rule]], interrupting: Sequence[tuple[str, Rule]]
) -> None:
    """Give `markdown` these rules and no others.

    `opening` are further rules, tried before the usual ones, with the characters they begin with; those of
    `interrupting` may also end a paragraph.
    """
    leaves = [(_FENCE_MARKS, fence), (_QUOTE_MARK, blockquote), (_RULE_MARKS, thematic_break)]
    blocks = [*leaves, (_ITEM_MARKS, list_block), (_TAG_MARK, html_block), ("#", heading)]
    end_of_paragraph = _interruption(by_first(*interrupting, *blocks), tables=True)
    ruler = markdown.block.ruler
    ruler.enableOnly(["code"])  # the state asks whether it is on; `dispatch` calls it
    ruler.before("code", "dispatch", _dispatch(by_first(*opening, *blocks, ("[", reference)), _text(end_of_paragraph)))
    # Never reached as rules of their own, because `dispatch` matches everything: they end what is named.
    ruler.push("end_of_reference", end_of_paragraph, {"alt": ["reference"]})
    ruler.push("end_of_quote", _interruption(by_first(*blocks)), {"alt": ["blockquote"]})
    ruler.push("end_of_list", _interruption(by_first(*leaves)), {"alt": ["list"]})


def _dispatch(rules: Mapping[str, tuple[Rule, ...]], text: Rule) -> Rule:
    """The rule for every block: of `rules` those that its first character allows, else `text`."""

    def dispatch(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if state.sCount[start_line] - state.blkIndent >= 4:
            return code(state, start_line, end_line, silent)
        if _may_head_table(state, start_line, end_line) and rows(state, start_line, end_line, silent):
            return True
        first = state.src[state.bMarks[start_line] + state.tShift[start_line]]
        for rule in rules.get(first, ()):  # a loop, here and below, because any() costs twice as much
            if rule(state, start_line, end_line, silent):
                return True
        return text(state, start_line, end_line, silent)

    return dispatch


def _interruption(rules: Mapping[str, tuple[Rule, ...]], *, tables: bool = False) -> Rule:
    """The rule that says whether a line begins a block by one of `rules`, or a table."""

    def interrupts(state: StateBlock, line: int, end_line: int, _silent: bool) -> bool:
        position = state.bMarks[line] + state.tShift[line]
        if position >= state.eMarks[line]:
            return False
        for rule in rules.get(state.src[position], ()):
            if rule(state, line, end_line, True):
                return True
        return tables and _may_head_table(state, line, end_line) and table(state, line, end_line, True)

    return interrupts


def _may_head_table(state: StateBlock, line: int, end_line: int) -> bool:
    if line + 2 > end_line:
        return False
    below = state.bMarks[line + 1] + state.tShift[line + 1]
    return below < state.eMarks[line + 1] and state.src[below] in _DELIMITER_ROW


def _text(interrupts: Rule) -> Rule:
    """The rule for a paragraph or a setext heading: a token with the inline content, line by line as in the source."""

    def text(state: StateBlock, start_line: int, end_line: int, _silent: bool) -> bool:
        src, begins, shifts, ends, indents = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
        line, last, block_indent = start_line + 1, state.lineMax, state.blkIndent
        level = 0
        parent, state.parentType = state.parentType, "paragraph"
        while line < last:
            position = begins[line] + shifts[line]
            if position >= ends[line]:
                break
            indent = indents[line] - block_indent
            if indent <= 3:  # else a continuation, whatever stands there
                if indent >= 0 and line < end_line and (level := _underline(src[position : ends[line]])):
                    break
                # Below zero: the quote around it has looked at the line already.
                if indents[line] >= 0 and interrupts(state, line, last, True):
                    break
            line += 1
        state.parentType = parent
        content = "\n".join([src[begins[i] + shifts[i] : ends[i]] for i in range(start_line, line)])
        state.line = line + 1 if level else line
        token = state.push("heading", f"h{level}", 0) if level else state.push("paragraph", "", 0)
        token.content = content
        token.map = [start_line, state.line]
        return True

    return text


def _underline(line: str) -> int:
    """The level of the setext heading that `line` underlines, or 0."""
    mark = line[0]
    return 0 if mark not in "-=" or line.rstrip(" \t").strip(mark) else 1 if mark == "=" else 2


def thematic_break(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """`hr`, tried only where the line ends like one: most of these lines are items and emphasis."""
    return state.src[state.eMarks[start_line] - 1] in "-*_ \t" and hr(state, start_line, end_line, silent)


def heading(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """An ATX heading: a token with its inline content."""
    if state.is_code_block(start_line):
        return False
    found = atx(state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]])
    if not found:
        return False
    if not silent:
        state.line = start_line + 1
        token = state.push("heading", f"h{found[0]}", 0)
        token.content = found[1]
        token.map = [start_line, state.line]
    return True


def rows(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A GFM table: one token, with the offsets at which its rows begin (in quotes and lists, past their marks)."""
    if not table(state, start_line, end_line, True):
        return False
    if silent:
        return True
    parent, state.parentType = state.parentType, "table"
    ending = state.md.block.ruler.getRules("blockquote")
    line = start_line + 2
    while line < end_line:
        if state.sCount[line] < state.blkIndent or state.isEmpty(line) or state.is_code_block(line):
            break
        if any(rule(state, line, end_line, True) for rule in ending):
            break
        line += 1
    state.parentType = parent
    state.line = line
    token = state.push("table", "", 0)
    token.map = [start_line, line]
    token.meta = {"begins": [state.bMarks[row] + state.tShift[row] for row in range(start_line, line)]}
    return True
