"""A line of Markdown without emphasis, link targets and tags, but with the ticks that tell code from words."""

from __future__ import annotations

import re

_LINK = re.compile(r"!?\[([^\[\]]{0,300})\](?:\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,100}\])")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_EMPHASIS = re.compile(r"\*{1,3}|__|~~")


def with_ticks(text: str) -> str:
    """The text that a reader sees, code still between ticks."""
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "*" in text or "__" in text or "~~" in text:
        text = _EMPHASIS.sub("", text)
    return text.strip()
