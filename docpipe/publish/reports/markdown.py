"""Text of a corpus -> Markdown that shows it as it is: a report must not be steered by what it reports."""

from __future__ import annotations

import re

from docpipe.text.controls import CONTROL
from docpipe.text.shortened import shortened

OWN = "<!-- Written by docpipe; the next run replaces it. -->\n\n"

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~${}])")
_CONTROL = re.compile(f"{CONTROL}+")
LONGEST = 160  # characters of a quoted line; more is a paragraph, and its place is named


def plain(text: str, longest: int = LONGEST) -> str:
    """`text` in one line of at most `longest` characters, with nothing that Markdown or HTML would act on."""
    text = shortened(_CONTROL.sub(" ", text).strip(), longest)
    return _SPECIAL.sub(r"\\\1", text)


def code(text: str, longest: int = LONGEST) -> str:
    """`text` as inline code, for a table cell too: fenced by more back-ticks than it holds, `|` escaped."""
    text = shortened(_CONTROL.sub(" ", text).strip(), longest)
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def place(path: str, line: int | str) -> str:
    """`path:line`, which editors and terminals open."""
    return code(f"{path}:{line}", 4096)


def section(identifier: str) -> str:
    """A section id as a place."""
    path, _, line = identifier.rpartition("#")
    return place(path, line)
