"""A list of words as one string -> the set of them: word lists stay readable, a line holds many."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())
