"""A line -> the level and content of the ATX heading that it is, without closing marks."""

from __future__ import annotations


def atx(line: str) -> tuple[int, str] | None:
    """The level and content of `line` (without its indentation) if it is a heading such as `## Title ##`."""
    content = line.lstrip("#")
    level = len(line) - len(content)
    if not 1 <= level <= 6 or content[:1] not in ("", " ", "\t"):
        return None
    content = content.rstrip(" \t")
    unclosed = content.rstrip("#")
    return level, (unclosed if unclosed[-1:] in ("", " ", "\t") else content).strip(" \t")
