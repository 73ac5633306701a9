"""Archived documents -> the archive index: each record with its date, title, and why it is one."""

from __future__ import annotations

from docpipe.model import Page
from docpipe.publish.pages import own
from docpipe.publish.pages.basis import Basis

PATH = "archive/index.md"
_HEAD = ("Date", "Title", "File", "Words", "Why")


def pages(basis: Basis) -> list[Page]:
    """The archive index; none where nothing is archived."""
    because = {row.path: row.because for row in basis.plan.ledger if row.action == "archived"}
    records = [document for document in basis.scan.corpus.documents if document.path in because]
    if not records:
        return []
    rows = [
        (
            own.escape(document.source.last_changed or ""),
            own.escape(document.title),
            own.code(document.path),
            str(sum(section.words for section in document.sections)),
            own.escape(because[document.path]),
        )
        for document in records
    ]
    intro = "Reports, plans and logs that describe a past state. They are on no page; the files keep every word."
    return [own.page(PATH, "Archive", [intro, "", *own.table(_HEAD, rows)])]
