"""`LICENSE`, `LICENCE`, `COPYING` -> the licence that the file is the text of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Witness, teller
from docpipe.model import Fact
from docpipe.text import licences

_FILE = re.compile(r"(?:licen[cs]e|copying)(?:\.(?:md|txt|rst))?", re.IGNORECASE)


def wants(path: str) -> bool:
    """One licence alone: `LICENSE-MIT` beside `LICENSE-APACHE` is a choice."""
    return _FILE.fullmatch(path.rsplit("/", 1)[-1]) is not None


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """One fact, where the text is a known one."""
    found = licences.of_text(text)
    if found:
        yield teller("licence", path, text).fact("other", "", "licence", found, 1)


WITNESS = Witness("licence", wants, read)
