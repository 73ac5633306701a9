"""Archived documents -> the archive index: each record with its date, title, and why it is one."""

from __future__ import annotations

from docpipe.model import Page
from docpipe.publish.pages import listing, own
from docpipe.publish.pages.basis import Basis
from docpipe.publish.pages.listing import Row, code, date, link

PATH = "archive/index.md"
_HEAD = ("Date", "Title", "File", "Words", "Why")


def page(basis: Basis) -> Page | None:
    """The archive index; None where nothing is archived."""
    because = {row.path: row.because for row in basis.plan.ledger if row.action == "archived"}
    records = [document for document in basis.scan.corpus.documents if document.path in because]
    if not records:
        return None
    rows = []
    for document in records:
        words = sum(section.words for section in document.sections)
        day = document.source.last_changed or ""
        name = link(code(document.path), basis.seen_at(document.path))
        cells = (date(day), document.title, name, f"{words:,}", because[document.path])
        folder = document.path.rpartition("/")[0] or "."
        rows.append(Row(cells, {"folder": folder, "words": str(words), "date": day}))
    intro = "Reports, plans and logs that describe a past state. They are on no page; the files keep every word."
    filters = own.filters(("folder",), ("words", "date"), "records")
    return own.page(PATH, "Archive", [intro, "", filters, *listing.table(_HEAD, rows, "Records")])
