"""Text -> how many words it has, as a person would count them; it makes no tokens."""

from __future__ import annotations

import re

from docpipe.text.scripts import CJK

_CJK_CHARACTER = re.compile(f"[{CJK}]")
_WORD = re.compile(r"\S+")
_LONG = 1_000_000  # characters; splitting a text takes ten times its memory


def count_words(text: str) -> int:
    """How many words `text` has: runs without white space, and each CJK character on its own."""
    characters = 0
    if not text.isascii():
        text, characters = _CJK_CHARACTER.subn(" ", text)
    if len(text) > _LONG:
        return sum(1 for _ in _WORD.finditer(text)) + characters
    return len(text.split()) + characters
