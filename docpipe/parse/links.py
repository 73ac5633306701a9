"""Block tokens -> links and images, each with the place of its target in the source; code holds none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it.token import Token

from docpipe.model import Link
from docpipe.parse.engine import Blocks
from docpipe.parse.inline import Found, find_links, tag_links
from docpipe.text.plain import plain

_HTML = re.compile(r"<!--|<(?:a|img)\s[^<>]*>", re.IGNORECASE)


def links(text: str, parsed: Blocks) -> list[Link]:
    """The links and images of `text` in the order of their places."""
    found: list[Link] = []
    references = parsed.env["references"]
    for token in parsed.tokens:
        if token.type == "inline":
            content = token.content
            if _may_link(content, references):
                found.extend(_in_lines(text, parsed, token, find_links(content, references)))
        elif token.type in ("html_block", "mdx") and token.map:
            found.extend(_in_html(text, parsed, token))
    found.sort(key=lambda link: link.start)
    return found


def _may_link(content: str, references: Mapping[str, Any]) -> bool:
    return "](" in content or "<" in content or (bool(references) and "[" in content)


def _in_html(text: str, parsed: Blocks, token: Token) -> Iterator[Link]:
    first, last = token.map or (0, 0)
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


def _in_lines(text: str, parsed: Blocks, token: Token, found: list[Found]) -> Iterator[Link]:
    """`found` in the content of `token`, moved to where it stands in `text`."""
    first = token.map[0] if token.map else 0
    lines = token.content.split("\n")
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    for item in found:
        index = next(number for number, offset in enumerate(offsets) if offset > item.start) - 1
        number = first + index
        line_start, line_end = parsed.starts[number], parsed.ends[number]
        written = token.content[item.start : item.end]
        column = text.find(lines[index].rstrip(), line_start, line_end)
        start = column + item.start - offsets[index] if column >= 0 else text.find(written, line_start, line_end)
        if start < 0:
            continue
        yield Link(item.kind, item.target, plain(item.label), number + 1, start, start + len(written))
