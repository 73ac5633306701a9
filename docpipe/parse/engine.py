"""Text -> block tokens of markdown-it-py with the block rules that documentation needs; no inline parsing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from docpipe.parse import containers, math, mdx

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


def _engine(*, jsx: bool) -> MarkdownIt:
    markdown = Markdown("commonmark", {"maxNesting": MAX_NESTING, "inline_definitions": True}).enable("table")
    containers.install(markdown)
    math.install(markdown)
    if jsx:
        mdx.install(markdown)
    return markdown


_MARKDOWN = _engine(jsx=False)
_MDX = _engine(jsx=True)


def blocks(text: str, first_line: int, *, jsx: bool) -> Blocks:
    """The block tokens of `text` from line `first_line` (0-based) on; `jsx` reads it as MDX."""
    markdown = _MDX if jsx else _MARKDOWN
    env: dict[str, Any] = {"references": {}, "directives": containers.directives(text)}
    tokens: list[Token] = []
    state = StateBlock(text, markdown, env, tokens)
    # Kept before the rules shift them for what stands in quotes and lists.
    starts, ends = state.bMarks[:], state.eMarks[:]
    markdown.block.tokenize(state, first_line, state.lineMax)
    return Blocks(tokens, starts, ends, env)
