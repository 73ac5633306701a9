"""Source files -> their lines as the ledger counts them; and whether the ledger's rows tile them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docpipe import parse
from docpipe.model import Block, Document, SourceFile
from docpipe.text.decoding import decode
from docpipe.verify.ledger import Row
from docpipe.verify.problem import Problem


@dataclass(frozen=True, slots=True)
class Text:
    """One text file, decoded by the ledger's rule. Line n is `lines[n - 1]`."""

    path: str
    lines: tuple[str, ...]
    document: Document

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """Lines `start` to `end`, both inclusive."""
        return self.lines[start - 1 : end]


def read(path: str, file: Path) -> Text:
    """Read and parse one file. Raises OSError where it cannot be opened."""
    content = file.read_bytes()
    decoded = decode(content)
    digest = hashlib.sha256(content).hexdigest()
    return parsed(SourceFile(path, str(file), decoded.text, digest, len(content), decoded.encoding))


def parsed(source: SourceFile) -> Text:
    """The lines of a file that was read, and its blocks."""
    return Text(source.path, tuple(source.text.split("\n")), parse.parse(source))


def check_tiling(texts: Mapping[str, Text], rows: Iterable[Row]) -> Iterator[Problem]:
    """Every non-blank line of every source in exactly one row, and the row of the text that stands there."""
    by_path: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_path[row.source.path].append(row)
    for path in sorted(by_path.keys() - texts.keys()):
        yield Problem(path, "the ledger has rows of it, but it is no source document")
    for path, text in texts.items():
        owner = [0] * (len(text.lines) + 1)
        kinds = {line: b.kind for b in _blocks(text.document) for line in range(b.start_line, b.end_line + 1)}
        for row in by_path[path]:
            start, end = row.source.start, row.source.end
            if not 1 <= start <= end <= len(text.lines):
                yield Problem(f"{path}:{start}", f"ledger row {row.line}: the file has no such lines")
                continue
            if hashlib.sha256("\n".join(text.between(start, end)).encode()).hexdigest() != row.digest:
                yield Problem(f"{path}:{start}", "the source changed since the ledger was written")
            elif not kinds.get(start) == kinds.get(end) == row.kind:  # the row of an item is a part of its list
                yield Problem(f"{path}:{start}", f"ledger row {row.line}: no {row.kind} stands there")
            for line in range(start, end + 1):
                if owner[line]:
                    yield Problem(f"{path}:{line}", "in two ledger rows")
                    break
                owner[line] = row.line
        for number, shown in enumerate(text.lines, 1):
            if shown.strip(" \t") and not owner[number]:
                yield Problem(f"{path}:{number}", "in no ledger row: lost")


def _blocks(document: Document) -> Iterator[Block]:
    if document.front_matter:
        yield document.front_matter.block
    for section in document.sections:
        yield from section.blocks
