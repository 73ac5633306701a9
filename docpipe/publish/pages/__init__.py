"""A basis (scan, plan, fates) -> the pages that are docpipe's own as a whole; one page or group of pages a file."""

from __future__ import annotations

from docpipe.model import Page
from docpipe.publish.pages import archive, moved, registry, review, structure
from docpipe.publish.pages.basis import Basis

READER_PAGES = (registry.page, structure.page, moved.page)
OTHER_PAGES = (review.pages, archive.pages)


def reader_pages(basis: Basis) -> list[Page]:
    """The pages around the targets: services, folders, what was where. One that has nothing to say is absent."""
    return [page for function in READER_PAGES if (page := function(basis))]


def other_pages(basis: Basis) -> list[Page]:
    """The review pages and the archive index, which no budget counts."""
    return [page for function in OTHER_PAGES for page in function(basis)]
