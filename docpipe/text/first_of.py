"""A list of names -> one phrase that shows the first of them and counts the others."""

from __future__ import annotations

from collections.abc import Sequence


def first_of(names: Sequence[str], most: int, between: str = ", ") -> str:
    """`a, b and 3 more`, where `most` are shown of five."""
    shown = between.join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
