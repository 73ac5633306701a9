"""Golden cases as data files: `### title`, then parts as `--- name` and their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_TITLE = re.compile(r"^### (.+)$", re.MULTILINE)
_PART = re.compile(r"^--- (.+)$", re.MULTILINE)


def read(path: Path) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """The title of each case, its parts by name, and the lines of the part `expect`, which every case has."""
    pieces = _TITLE.split(path.read_text("utf-8"))[1:]
    for title, body in zip(pieces[::2], pieces[1::2], strict=True):
        pairs = _PART.split(body)[1:]
        parts = {name: text.strip("\n") + "\n" for name, text in zip(pairs[::2], pairs[1::2], strict=True)}
        expected = [line for line in parts.pop("expect").splitlines() if line.strip()]
        yield title, parts, expected
