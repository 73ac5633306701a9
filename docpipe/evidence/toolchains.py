"""`go.mod`, `Cargo.toml`, `rust-toolchain` and `.tool-versions` -> the language versions that they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Witness, teller
from docpipe.model import Fact

# file name -> (subject or None where the line names it, attribute, pattern of a line)
_FORMS: dict[str, tuple[str | None, str, re.Pattern[str]]] = {
    "go.mod": ("go", "minimum version", re.compile(r"^go\s+(\d[\d.]*)\s*$")),
    "Cargo.toml": ("rust", "minimum version", re.compile(r"^rust-version\s*=\s*\"(\d[\d.]*)\"")),
    "rust-toolchain": ("rust", "version", re.compile(r"^(\d[\d.]*)\s*$")),
    "rust-toolchain.toml": ("rust", "version", re.compile(r"^channel\s*=\s*\"(\d[\d.]*)\"")),
    ".ruby-version": ("ruby", "version", re.compile(r"^(?:ruby-)?(\d[\d.]*)\s*$")),
    ".tool-versions": (None, "version", re.compile(r"^([a-z][\w-]*)\s+(\d[\d.]*)\s*$")),
}


def wants(path: str) -> bool:
    """Files that pin a language."""
    return path.rsplit("/", 1)[-1] in _FORMS


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """One fact a pinned language."""
    tell = teller("toolchain", path, text)
    subject, attribute, pattern = _FORMS[path.rsplit("/", 1)[-1]]
    for number, line in enumerate(tell.lines, 1):
        match = pattern.match(line.strip())
        if match:
            yield tell.fact("version", subject or match[1], attribute, match[match.lastindex or 1], number)


WITNESS = Witness("toolchain", wants, read)
