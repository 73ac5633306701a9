"""GitHub workflows -> language versions they set up, branches they listen to, variables they set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Witness, teller
from docpipe.model import Fact

_NAME = re.compile(r"(?:^|/)\.github/workflows/[\w.-]+\.ya?ml$")
_VERSION = re.compile(r"^(?:-\s*)?[\"']?([A-Za-z]+)[-_]version[\"']?\s*:\s*(.+)$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.])v?(\d+(?:\.\d+){0,2})(?:\.x)?(?![\w.])")
_BRANCHES = re.compile(r"^branches:\s*(.*)$")
_ROLES = {
    "main": "main branch", "master": "main branch", "trunk": "main branch",
    "dev": "integration branch", "develop": "integration branch", "development": "integration branch",
}  # fmt: skip
_COVERAGE = re.compile(
    r"(?:--cov-fail-under|--fail-under|coverage[-_](?:threshold|minimum|floor))[ =:]\s{0,3}[\"']?(\d{1,3})",
    re.IGNORECASE,
)


def wants(path: str) -> bool:
    """Workflow files of the repository or of a package below it."""
    return _NAME.search(path) is not None


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """Facts line by line: a workflow's own expressions and matrices are read where they hold plain numbers."""
    tell = teller("workflow", path, text)
    root = path.startswith(".github/")
    listing = False  # whether the lines that follow list branches, one a line
    for number, raw in enumerate(tell.lines, 1):
        line = raw.strip()
        listed = _BRANCHES.match(line) if root else None
        named = listed[1].strip("[] ").split(",") if listed else [line[2:]] if listing and line.startswith("- ") else []
        listing = (listed is not None and not listed[1]) or (listing and line.startswith(("- ", "#")))
        for name in (part.strip("\"' ") for part in named):
            if name in _ROLES:
                yield tell.fact("other", "repository", _ROLES[name], name, number)
        match = _VERSION.match(line)
        if match and "${{" not in match[2]:
            for version in _NUMBER.findall(match[2]):
                yield tell.fact("version", match[1].lower(), "version", version, number)
        floor = _COVERAGE.search(line)
        if floor:
            yield tell.fact("value", "coverage", "minimum", f"{floor[1]}%", number)


WITNESS = Witness("workflow", wants, read)
