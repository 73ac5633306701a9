"""Text -> how many words it has, as a person would count them; it makes no tokens."""

from __future__ import annotations

import re

# Scripts that are written without spaces: Hiragana, Katakana, Han (with extensions), and full-width forms; Hangul has
# spaces. Thai, Lao, Khmer and Myanmar have none either, but a character is far less than a word there.
CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_CJK_CHARACTER = re.compile(f"[{CJK}]")


def count_words(text: str) -> int:
    """How many words `text` has: runs without white space, and each CJK character on its own."""
    if text.isascii():
        return len(text.split())
    spaced, characters = _CJK_CHARACTER.subn(" ", text)
    return len(spaced.split()) + characters
