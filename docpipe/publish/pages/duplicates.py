"""What matching found -> the page of what is said twice."""

from __future__ import annotations

from docpipe.model import Page
from docpipe.publish.pages import own
from docpipe.publish.pages.basis import Basis
from docpipe.publish.reports import duplicates

PATH = "review/duplicates.md"


def page(basis: Basis) -> Page | None:
    """The duplicates; None where nothing is said twice."""
    matching = basis.scan.matching
    if not (matching.clusters or matching.overlaps or matching.rivals or matching.repeats):
        return None
    return own.page(PATH, "Said twice", duplicates.body(basis.scan))
