"""A number of things -> what they are called."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """`noun` for one, `nouns` for none or several."""
    return noun if count == 1 else f"{noun}s"
