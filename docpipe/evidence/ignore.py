"""`.gitignore` -> the patterns of what the repository keeps out of itself, so that it is made or private."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Witness, teller
from docpipe.model import Fact

_MOST_WILDCARDS = 3  # in one name, or `**` in one pattern: matching more takes polynomial time


def wants(path: str) -> bool:
    """Every `.gitignore`; its patterns count from its own folder."""
    return path.rsplit("/", 1)[-1] == ".gitignore"


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """One fact a usable pattern, in their order, which decides."""
    from pathspec import GitIgnoreSpec  # imported here: a tree without such files needs it not

    tell = teller("gitignore", path, text)
    for number, line in enumerate(tell.lines, 1):
        if not line.strip() or line.startswith("#") or _is_costly(line):
            continue
        try:
            usable = len(GitIgnoreSpec.from_lines([line])) > 0
        except ValueError:
            usable = False
        if usable:
            yield tell.fact("other", line.rstrip(), "ignored", "", number)


def _is_costly(line: str) -> bool:
    names = re.sub(r"\*{3,}", "**", line).split("/")
    return names.count("**") > _MOST_WILDCARDS or any(name.count("*") > _MOST_WILDCARDS for name in names)


WITNESS = Witness("gitignore", wants, read)
