"""A scan and its plan -> the pages that are docpipe's own as a whole; one page or group of pages a file."""

from __future__ import annotations

from docpipe.model import Page, Plan, Scan
from docpipe.publish.pages import archive, moved, registry, review, structure

READER_PAGES = (registry.page, structure.page, moved.page)
OTHER_PAGES = (review.pages, archive.pages)


def reader_pages(plan: Plan, scan: Scan) -> list[Page]:
    """The pages around the targets: services, folders, what was where. One that has nothing to say is absent."""
    return [page for function in READER_PAGES if (page := function(plan, scan))]


def other_pages(plan: Plan, scan: Scan) -> list[Page]:
    """The review pages and the archive index, which no budget counts."""
    return [page for function in OTHER_PAGES for page in function(plan, scan)]
