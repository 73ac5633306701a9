"""The singular of a counted word."""

from __future__ import annotations


def singular(word: str) -> str:
    """The word without its plural ending, as far as letters tell."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
