"""What the scan found -> the review pages: conflicts, duplicates, dead references, and where each part came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from docpipe.model import LedgerRow, Page, Plan, Scan
from docpipe.publish.pages import conflicts, own
from docpipe.publish.pages.basis import Basis
from docpipe.publish.reports import duplicates

DUPLICATES, REFERENCES, PROVENANCE = "review/duplicates.md", "review/references.md", "review/provenance.md"


def pages(basis: Basis) -> list[Page]:
    """The review pages that have something to show."""
    scan = basis.scan
    found = (conflicts.page(basis), _duplicates(scan), _references(scan), _provenance(basis.plan))
    return [page for page in found if page]


def _duplicates(scan: Scan) -> Page | None:
    matching = scan.matching
    if not (matching.clusters or matching.overlaps or matching.rivals or matching.repeats):
        return None
    return own.page(DUPLICATES, "Said twice", duplicates.body(scan))


def _references(scan: Scan) -> Page | None:
    if not scan.references:
        return None
    records = {document.path for document in scan.corpus.documents if document.role == "record"}
    rows = [
        (
            own.code(f"{found.path}:{found.line}"),
            own.code(found.token),
            found.kind,
            own.code(found.instead or found.suggestion or ""),
        )
        for found in sorted(scan.references, key=lambda found: found.path in records)  # what nobody mends comes last
    ]
    return own.page(REFERENCES, "Dead references", own.table(("Where", "Names", "Kind", "Perhaps"), rows))


def _provenance(plan: Plan) -> Page | None:
    placed = [row for row in plan.ledger if row.destinations and row.action in ("kept", "merged", "noted")]
    if not placed:
        return None
    lines: list[str] = []
    titles = {f"docs/{page.path}": page for page in plan.pages}
    by_page = sorted(placed, key=lambda row: (row.destinations[0].path, row.path, row.start_line))
    for path, rows in groupby(by_page, key=lambda row: row.destinations[0].path):
        lines += [f"## {own.escape(titles[path].title)}", ""]
        lines += own.table(("From", "Blocks kept", "Merged", "In notes"), _counts(rows))
        lines.append("")
    return own.page(PROVENANCE, "Where each part came from", lines)


def _counts(rows: Iterable[LedgerRow]) -> Iterator[tuple[str, ...]]:
    for path, group in groupby(rows, key=lambda row: row.path):
        actions = [row.action for row in group]
        yield (own.code(path), *(str(actions.count(action)) for action in ("kept", "merged", "noted")))
