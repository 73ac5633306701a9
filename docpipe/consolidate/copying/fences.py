"""The info string of a fence -> the opening line that Python-Markdown's superfences reads, no word of it lost."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"(?!\w+\s*=)(?:[\w#.+-]+(?=\s|$|\{)|[\w#+-]+)")
_TITLE = re.compile(r"""\btitle\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_LINES = re.compile(r"\{([\d,\s-]+)\}")


def opening(fence: str, info: str) -> str:
    """The line that opens a fence: its language, lines to highlight (`{1,3-5}`), and as its title all else it says."""
    language = _LANGUAGE.match(info)
    rest = info[language.end() :] if language else info
    title = _TITLE.search(rest)
    rest = _TITLE.sub(" ", rest, count=1)
    lines = _LINES.search(rest)
    rest = _LINES.sub(" ", rest, count=1)
    said = " ".join([next(filter(None, title.groups()), "") if title else "", rest]).split()
    shown = fence + (language[0] if language else "")
    if lines:
        numbers = " ".join(lines[1].replace(",", " ").split())
        shown += f' hl_lines="{numbers}"'
    if said:
        words = " ".join(said).replace('"', "'")
        shown += f' title="{words}"'
    return shown
