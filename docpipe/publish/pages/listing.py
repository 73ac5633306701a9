"""Rows -> a table that a page can filter, search and order; long cells are folded, wide tables scroll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docpipe.publish.pages.markup import Html, element, joined

SHOWN = 3  # entries of a cell; further ones are folded


@dataclass(frozen=True, slots=True)
class Row:
    """The cells, and by what the row is filtered and ordered."""

    cells: tuple[str, ...]
    fields: dict[str, str] = field(default_factory=dict)
    id: str | None = None


def table(head: Sequence[str], rows: Iterable[Row], what: str) -> list[Html]:
    """The lines of a table; `what` names it to who cannot see it."""
    names = element("tr", *(element("th", name, scope="col") for name in head))
    return [
        Html(f'<div class="docpipe-scroll" tabindex="0" role="region" aria-label="{what}">'),
        Html(f'<table class="docpipe-listing"><thead>{names}</thead><tbody>'),
        *map(_row, rows),
        Html("</tbody></table></div>"),
    ]


def behind(title: str, lines: Iterable[Html]) -> Html:
    """Lines of HTML, folded behind a title."""
    return element("details", element("summary", title), *lines, class_="docpipe-entry")


def _row(row: Row) -> Html:
    fields: dict[str, str | bool | None] = {f"data_{name}": value for name, value in row.fields.items()}
    return element(
        "tr", *(element("td", cell or "–") for cell in row.cells), id=row.id, data_item=bool(fields), **fields
    )


def folded(entries: Sequence[Html]) -> Html:
    """Entries below each other, those beyond the first few behind "n more"."""
    first = joined(*(element("div", entry) for entry in entries[:SHOWN]))
    if len(entries) <= SHOWN:
        return first
    rest = (element("div", entry) for entry in entries[SHOWN:])
    return joined(first, element("details", element("summary", f"{len(entries) - SHOWN} more"), *rest))


def code(text: str) -> Html:
    """A path, a value, a command; nothing of nothing."""
    return element("code", text) if text else Html("")


def link(shown: str, address: str | None) -> Html:
    """What is shown, leading on where there is an address."""
    return element("a", shown, href=address) if address else joined(shown)


def date(day: str | None) -> Html:
    """An ISO date, which no line breaks."""
    return element("time", day) if day else Html("")
