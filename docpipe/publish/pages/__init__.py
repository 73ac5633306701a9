"""A basis (scan, plan, fates) -> the pages that are docpipe's own as a whole; one page a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docpipe.model import Page
from docpipe.publish.pages import (
    archive,
    conflicts,
    duplicates,
    inventory,
    mapping,
    moved,
    provenance,
    references,
    registry,
    structure,
)
from docpipe.publish.pages.basis import Basis

READER_PAGES = (registry.page, structure.page, moved.page)
OTHER_PAGES = (
    conflicts.page,
    duplicates.page,
    references.page,
    inventory.page,
    mapping.page,
    provenance.page,
    archive.page,
)


def reader_pages(basis: Basis) -> list[Page]:
    """The pages around the targets: services, folders, what was where. One that has nothing to say is absent."""
    return _made(READER_PAGES, basis)


def other_pages(basis: Basis) -> list[Page]:
    """The review pages and the archive index, which no budget counts."""
    return _made(OTHER_PAGES, basis)


def _made(functions: Iterable[Callable[[Basis], Page | None]], basis: Basis) -> list[Page]:
    return [page for function in functions if (page := function(basis))]
