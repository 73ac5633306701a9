"""The text of a page that docpipe once wrote and people keep since -> what stands there in its own right.

Blanked out, so that every place stays where it is: docpipe's own lines and regions but for their headings, folded notes
(other documents' words), and the value that a mark strikes. What is left is read like any document.
"""

from __future__ import annotations

import re

OWN, END = "<!-- docpipe:own -->", "<!-- docpipe:end -->"

_NOTE = re.compile(r'( *)\?\?\?\+? note "[^"]*"\s*$')
_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})")
_STRUCK = re.compile(r'<del class="docpipe">[^<\n]*</del>|<ins class="docpipe">|</ins>')


def living(text: str) -> str:
    """The text with spaces in place of what does not stand there in its own right; of equal length, line by line."""
    if OWN not in text:
        return text
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.strip() == END]
    found: list[str] = []
    fence = ""
    own_until = note_until = -1
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and number > own_until:
            fence = _next_fence(fence, mark[1])
        if not fence and number > own_until and line.strip() == OWN:
            own_until = next((end for end in ends if end > number), number)
        if not fence and number > note_until and (note := _NOTE.match(line)):
            note_until = _last_inside(lines, number, len(note[1]) + 4)
        own = (number <= own_until and not line.startswith("#")) or (not fence and line.rstrip().endswith(OWN))
        found.append(" " * len(line) if own or number <= note_until else _STRUCK.sub(_blank, line))
    return "\n".join(found)


def _next_fence(fence: str, mark: str) -> str:
    if not fence:
        return mark
    return "" if mark.startswith(fence) else fence


def _last_inside(lines: list[str], start: int, indent: int) -> int:
    """The last line of the indented block below `start`."""
    last = start
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            break
        if line.strip():
            last = number
    return last


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
