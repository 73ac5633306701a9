"""Block tokens -> blocks that tile the text, and the headings among them."""

from __future__ import annotations

import re

from docpipe.model import Block, BlockKind
from docpipe.parse.engine import Blocks

KINDS: dict[str, BlockKind] = {
    "paragraph": "paragraph",
    "heading": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table": "table",
    "fence": "fence",
    "code_block": "code",
    "blockquote_open": "quote",
    "callout_open": "callout",
    "footnote_open": "footnote",
    "definition": "definition",
    "html_block": "html",
    "math": "math",
    "mdx": "mdx",
    "hr": "break",
}
_ALERT = re.compile(r"[ ]{0,3}>[ \t]?[ ]{0,3}\[!\w+\]")


def tile(text: str, parsed: Blocks, first_line: int) -> list[Block]:
    """The blocks of `text` from line `first_line` (0-based) on: sorted, disjoint, every non-blank line in one."""
    tiled: list[Block] = []
    done = first_line
    for token in parsed.tokens:
        if token.level or token.map is None or token.nesting < 0:
            continue
        kind = KINDS[token.type]
        first, last = _trim(text, parsed, max(token.map[0], done), token.map[1])
        if first >= last:
            continue
        if first > done:
            _fill(text, parsed, done, first, tiled)
        if kind == "quote" and _ALERT.match(text, parsed.starts[first], parsed.ends[first]):
            kind = "callout"
        tiled.append(Block(kind, first + 1, last))
        done = last
    _fill(text, parsed, done, len(parsed.starts) - 1, tiled)
    return tiled


def _trim(text: str, parsed: Blocks, first: int, last: int) -> tuple[int, int]:
    """The lines from `first` up to `last` (0-based, exclusive) without blank ones at both ends."""
    while first < last and not text[parsed.starts[last - 1] : parsed.ends[last - 1]].strip(" \t"):
        last -= 1
    while first < last and not text[parsed.starts[first] : parsed.ends[first]].strip(" \t"):
        first += 1
    return first, last


def _fill(text: str, parsed: Blocks, first: int, last: int, tiled: list[Block]) -> None:
    """Add what no token covers as a paragraph, so that nothing is lost whatever the parser leaves out."""
    if first < last and text[parsed.starts[first] : parsed.ends[last - 1]].strip(" \t\n"):
        first, last = _trim(text, parsed, first, last)
        tiled.append(Block("paragraph", first + 1, last))
