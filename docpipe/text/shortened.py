"""A text -> what fits of it."""

from __future__ import annotations


def shortened(text: str, longest: int) -> str:
    """The text in at most `longest` characters, with an ellipsis where it goes on."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
