"""All that the proof looks at, read once: sources, ledger, pages and the other files of the site."""

from __future__ import annotations

import filecmp
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docpipe.model import SourceFile
from docpipe.verify import ledger, sources
from docpipe.verify.ledger import Ledger, Place
from docpipe.verify.problem import Problem
from docpipe.verify.sources import Text


@dataclass(frozen=True, slots=True)
class Evidence:
    """What lies on disk. `files` are those of the site, `pages` the Markdown among them, by path below `out`.

    `copied` holds the destinations of kept and noted rows, by page.
    """

    root: Path
    out: Path
    ledger: Ledger
    sources: Mapping[str, Text]
    files: Mapping[str, Path]
    pages: Mapping[str, Text]
    copied: Mapping[str, tuple[Place, ...]]


def read(root: Path, documents: Iterable[SourceFile], out: Path) -> tuple[Evidence, list[Problem]]:
    """Read it all. Raises OSError where there is no ledger or a page cannot be opened."""
    rows, problems = ledger.read(out / "reports" / "ledger.jsonl")
    files = {path: file for path, file in _files(out) if path in rows.written or not _stood(root / path, file, out)}
    return Evidence(
        root,
        out,
        rows,
        {document.path: sources.parsed(document) for document in documents},
        files,
        {path: sources.read(path, file) for path, file in files.items() if path.endswith(".md")},
        _copied(rows),
    ), problems


def _files(out: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((out / "docs").rglob("*")):
        if path.is_file():
            yield path.relative_to(out).as_posix(), path
    if (out / "mkdocs.yml").is_file():
        yield "mkdocs.yml", out / "mkdocs.yml"


def _stood(before: Path, file: Path, out: Path) -> bool:
    """Whether a file that no run wrote is no part of the site: it stood in the sources, or leads to a page."""
    if file.is_symlink():
        to = file.resolve()
        return to.is_relative_to((out / "docs").resolve()) or _equal(before, to)
    return out != before.parents[len(file.relative_to(out).parts) - 1] and _equal(before, file)


def _equal(before: Path, file: Path) -> bool:
    return before.is_file() and not before.is_symlink() and filecmp.cmp(before, file, shallow=False)


def _copied(rows: Ledger) -> Mapping[str, tuple[Place, ...]]:
    copied: defaultdict[str, list[Place]] = defaultdict(list)
    for row in rows.rows:
        if row.action in ("kept", "noted"):
            for destination in row.destinations:
                copied[destination.path].append(destination)
    return {path: tuple(places) for path, places in copied.items()}
