"""A value -> where it stands in text by itself, and not as a part of a longer word or number."""

from __future__ import annotations

import re


def standing(value: str) -> re.Pattern[str]:
    """What finds the value as it is written; a `v` may stand before it."""
    return re.compile(rf"(?:(?<![\w.])|(?<=\bv)){re.escape(value)}(?!\w|\.\w)")
