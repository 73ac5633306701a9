"""Ledger rows -> the provenance: which files each page is made of, and how much of each it holds."""

from __future__ import annotations

from collections import Counter, defaultdict

from docpipe.model import Page
from docpipe.publish.pages import listing, own
from docpipe.publish.pages.basis import Basis, built
from docpipe.publish.pages.listing import Row, code, link

PATH = "review/provenance.md"
_ACTIONS = ("kept", "merged", "noted")
_HEAD = ("Page", "From", "Blocks kept", "Merged", "In notes")


def page(basis: Basis) -> Page | None:
    """The provenance; None where nothing was placed."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in basis.plan.ledger:
        if row.destinations and row.action in _ACTIONS:
            counts[row.destinations[0].path, row.path][row.action] += 1
    if not counts:
        return None
    rows = [_row(place, source, counts[place, source], basis) for place, source in sorted(counts)]
    intro = "Which files each page is made of. A merged block is one that another one of the page says whole."
    filters = own.filters(("page", "source"), ("blocks",), "sources of pages")
    return own.page(PATH, "Where each part came from", [intro, "", filters, *listing.table(_HEAD, rows, "Sources")])


def _row(place: str, source: str, actions: Counter[str], basis: Basis) -> Row:
    title = basis.title(place)
    cells = (
        link(title, built(PATH, place.removeprefix("docs/"))),
        link(code(source), basis.seen_at(source)),
        *(str(actions[action]) for action in _ACTIONS),
    )
    return Row(cells, {"page": title, "source": source, "blocks": str(actions.total())})
