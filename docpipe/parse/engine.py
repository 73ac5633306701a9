"""Text -> block tokens of markdown-it-py with the block rules that documentation needs; no inline parsing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from docpipe.parse import containers, math, mdx, rules
from docpipe.parse.rules import Rule

# Deeper nesting is kept as text of the block that holds it; recursion and cost stay bounded.
MAX_NESTING = 60


class Markdown(MarkdownIt):
    """markdown-it-py that leaves link targets as they are written, and judges none of them."""

    def normalizeLink(self, url: str) -> str:
        """`url` unchanged: what a reader of the report must find in the source."""
        return url

    def normalizeLinkText(self, link: str) -> str:
        """`link` unchanged."""
        return link

    def validateLink(self, url: str) -> bool:
        """Every target is a link; whether it may be shown is for others to say."""
        return True


@dataclass(frozen=True, slots=True)
class Blocks:
    """Block tokens in document order, where each line begins and ends, and the link reference definitions."""

    tokens: list[Token]
    starts: list[int]
    ends: list[int]
    env: dict[str, Any]


def _engine(opening: Sequence[tuple[str, Rule]], interrupting: Sequence[tuple[str, Rule]]) -> MarkdownIt:
    markdown = Markdown("commonmark", {"maxNesting": MAX_NESTING, "inline_definitions": True})
    rules.install(markdown, opening, interrupting)
    return markdown


_CONTAINERS = (("[", containers.footnote), ("!?=", containers.callout), (":", containers.directive))
_OPENING = (*_CONTAINERS, ("$", math.math))
_MARKDOWN = _engine(_OPENING, _CONTAINERS)
_MDX = _engine((*_OPENING, ("ie", mdx.statement), ("<{", mdx.element)), (*_CONTAINERS, ("<", mdx.element)))


def blocks(text: str, first_line: int, *, jsx: bool) -> Blocks:
    """The block tokens of `text` from line `first_line` (0-based) on; `jsx` reads it as MDX."""
    markdown = _MDX if jsx else _MARKDOWN
    env: dict[str, Any] = {"references": {}, "directives": containers.directives(text)}
    tokens: list[Token] = []
    state = _state(text, markdown, env, tokens)
    # Kept before the rules shift them for what stands in quotes and lists.
    starts, ends = state.bMarks[:], state.eMarks[:]
    markdown.block.tokenize(state, first_line, state.lineMax)
    return Blocks(tokens, starts, ends, env)


def too_deep(tokens: Sequence[Token]) -> bool:
    """Whether something is nested deeper than is read: what stands there is in none of the tokens."""
    return any(token.nesting > 0 and token.level == MAX_NESTING - 1 for token in tokens)


def _state(text: str, markdown: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> StateBlock:
    """The state that `StateBlock(text, …)` makes, in a third of its time."""
    state = StateBlock("", markdown, env, tokens)
    state.src = text
    lines = text.split("\n")
    if not lines[-1].strip(" \t"):
        lines.pop()
    state.lineMax = len(lines)
    state.eMarks = list(accumulate(map(len, lines), lambda end, length: end + 1 + length))
    state.bMarks = [end - len(line) for end, line in zip(state.eMarks, lines, strict=True)]
    state.tShift = [len(line) - len(line.lstrip(" \t")) for line in lines]
    state.sCount = state.tShift[:]
    if "\t" in text:
        for number, line in enumerate(lines):
            if "\t" in (blank := line[: state.tShift[number]]):
                state.sCount[number] = len(blank.expandtabs(4))
    state.bsCount = [0] * len(lines)
    # One line past the end, as every rule expects.
    for marks, value in ((state.bMarks, len(text)), (state.eMarks, len(text)), (state.tShift, 0), (state.sCount, 0)):
        marks.append(value)
    state.bsCount.append(0)
    return state
