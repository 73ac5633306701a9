"""Callouts of GitHub, Docusaurus and MkDocs -> the line that opens one in Python-Markdown's way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

_ALERT = re.compile(r"\[!([A-Za-z]+)\]\s*(?:\n|$)")
_DIRECTIVE = re.compile(r":{3,}\s*+([\w-]*+)\s*+(?:\[(.*)\]\s*$|\{(.*)\}\s*$|(.*)$)")
# The site's theme has a look for these; another kind gets the look of a note, and its name as the title.
_LOOKS = {"important": "info", "caution": "warning", "error": "danger", "hint": "tip", "details": "note"}


def alert(inside: Sequence[Token]) -> str | None:
    """The opening line for a quote that begins with GitHub's `[!NOTE]`; None for any other quote."""
    if not inside or inside[0].type != "paragraph":
        return None
    match = _ALERT.match(inside[0].content)
    return _line("!!!", match[1], match[1].capitalize()) if match else None


def opening(line: str) -> str:
    """The opening line for a callout whose first line is given: MkDocs' own as it is, a directive's converted."""
    match = _DIRECTIVE.match(line)
    if not match:
        return re.sub(r"^(!!!|\?\?\?\+?)(?=[\w-])", r"\1 ", line)
    kind, *titles = match.groups()
    title = next((title.strip() for title in titles if title and title.strip()), "")
    marker = "???" if kind.lower() == "details" else "!!!"
    return _line(marker, kind or "note", title or kind.capitalize() or "Note")


def _line(marker: str, kind: str, title: str) -> str:
    look = kind.lower()
    return f'{marker} {_LOOKS.get(look, look)} "{title}"'
