"""What the pages of docpipe's own are made of, and where a line of a source can be seen now."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from docpipe.model import Destination, Document, Fate, LedgerRow, Page, Plan, Scan, Section
from docpipe.text.hosts import seen_at


@dataclass(frozen=True)
class Basis:
    """A scan, its plan, the fate of each document, and where the repository can be seen."""

    plan: Plan
    scan: Scan
    fates: tuple[Fate, ...] = ()
    repo_url: str | None = None

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The source documents by path."""
        return {document.path: document for document in self.scan.corpus.documents}

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The pages that sources stand on, by path."""
        return {page.path: page for page in self.plan.pages}

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections of all documents by id."""
        return {section.id: section for document in self.scan.corpus.documents for section in document.sections}

    def title(self, path: str) -> str:
        """What a file of the site is called."""
        known = self.pages.get(path.removeprefix("docs/"))
        return known.title if known else path

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[LedgerRow]]:
        rows: defaultdict[str, list[LedgerRow]] = defaultdict(list)
        for row in self.plan.ledger:
            rows[row.path].append(row)
        return rows

    def row_at(self, path: str, line: int) -> LedgerRow | None:
        """What became of that line of a source; None where it is blank or of no document."""
        rows = self._rows.get(path, ())
        at = bisect_right(rows, line, key=lambda row: row.start_line) - 1
        return rows[at] if at >= 0 and line <= rows[at].end_line else None

    def standing(self, path: str, line: int) -> Destination | None:
        """The place of a page where that line of a source stands now, or what says it instead."""
        row = self.row_at(path, line)
        found = row.destinations[0] if row and row.destinations else None
        return found if found and found.path.removeprefix("docs/") in self.pages else None

    def seen_at(self, path: str, line: int = 0) -> str | None:
        """Where the code host shows a line of a file."""
        return seen_at(self.repo_url, path, f"L{line}" if line else "") if self.repo_url else None


def built(page: str, target: str, anchor: str = "") -> str:
    """How the built page at `page` names the one at `target`: HTML is left alone by the site's generator."""
    address = quote(posixpath.relpath(target, posixpath.dirname(page) or ".").removesuffix(".md") + ".html")
    return f"{address}#{quote(anchor)}" if anchor else address
