"""What the scan found -> the review pages: conflicts, duplicates, dead references, and where each part came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from docpipe.model import Claim, Conflict, Evidence, LedgerRow, Page, Plan, Scan
from docpipe.publish.pages import own
from docpipe.publish.reports import duplicates

CONFLICTS, DUPLICATES = "review/conflicts.md", "review/duplicates.md"
REFERENCES, PROVENANCE = "review/references.md", "review/provenance.md"
_SHOWN = ("open", "settled")


def pages(plan: Plan, scan: Scan) -> list[Page]:
    """The review pages that have something to show."""
    found = (_conflicts(scan), _duplicates(scan), _references(scan), _provenance(plan))
    return [page for page in found if page]


def _conflicts(scan: Scan) -> Page | None:
    found = [conflict for conflict in scan.contradictions.conflicts if conflict.status in _SHOWN]
    if not found:
        return None
    lines: list[str] = []
    for status in _SHOWN:
        entries = [conflict for conflict in found if conflict.status == status]
        if entries:
            lines += [f"## {status.capitalize()} ({len(entries)})", ""]
            lines += [line for conflict in entries for line in _conflict(conflict)]
    return own.page(CONFLICTS, "Conflicts", lines)


def _conflict(conflict: Conflict) -> Iterator[str]:
    title = " ".join(filter(None, (conflict.subject, conflict.attribute)))
    scope = f" ({conflict.scope})" if conflict.scope else ""
    yield from (f'<a id="{conflict.id}"></a>', "", f"### {own.escape(title + scope)}", "")
    rows = [_claim("claim", claim) for claim in conflict.claims]
    rows += [_claim("evidence", evidence) for evidence in conflict.evidence]
    yield from own.table(("Value", "Where", "What stands there"), rows)
    if conflict.suggestion:
        yield from ("", own.escape(conflict.suggestion))
    yield ""


def _claim(kind: str, claim: Claim | Evidence) -> tuple[str, str, str]:
    text = own.code(claim.text) if isinstance(claim, Claim) else f"*{kind}*"
    return own.code(claim.value), own.code(f"{claim.path}:{claim.line}"), text


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
