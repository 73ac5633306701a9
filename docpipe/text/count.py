"""Text -> how many words it has, as a person would count them; it makes no tokens."""

from __future__ import annotations

import re

from docpipe.text.scripts import CJK

_CJK_CHARACTER = re.compile(f"[{CJK}]")


def count_words(text: str) -> int:
    """How many words `text` has: runs without white space, and each CJK character on its own."""
    if text.isascii():
        return len(text.split())
    spaced, characters = _CJK_CHARACTER.subn(" ", text)
    return len(spaced.split()) + characters
