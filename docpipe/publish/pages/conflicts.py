"""Conflicts -> the conflict page: ranked, each with its claims side by side by value, and what settles it.

Written as HTML, which every browser shows as plain tables; `docpipe.js` adds filters, a search and an order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docpipe.model import Claim, Conflict, Evidence, Page
from docpipe.publish.pages import own, quoting
from docpipe.publish.pages.basis import Basis, built
from docpipe.publish.pages.listing import code, link
from docpipe.publish.pages.markup import Html, element, joined
from docpipe.publish.reports.conflicts import STATUSES
from docpipe.text.shortened import shortened

PATH = "review/conflicts.md"
OPEN = ("open", "settled")  # what a person still has something to do with
SHOWN = 4  # claims of one value; the places of further ones are folded
FIELDS = ("kind", "severity", "status", "document")
ORDERS = ("subject", "documents")
_COLUMNS = ("Value", "Where", "What stands there")
_INTRO = (
    "What the documents state differently, what would hurt a reader most first. A value stands once, with all the "
    "places that state it; what differs within a line is marked."
)


def page(basis: Basis) -> Page | None:
    """The conflict page; None where nothing is stated differently."""
    found = basis.scan.contradictions.conflicts
    if not found:
        return None
    lines = [_INTRO, "", own.filters(FIELDS, ORDERS, "conflicts")]
    for status, title, meaning in STATUSES:
        entries = [conflict for conflict in found if conflict.status == status]
        if entries:
            lines += ["", f"## {title} ({len(entries)})", "", meaning, ""]
            lines += [own.GROUP, *(_entry(conflict, basis) for conflict in entries), own.GROUP_END]
    return own.page(PATH, "Conflicts", lines)


def _entry(conflict: Conflict, basis: Basis) -> Html:
    return element(
        "details",
        element("summary", *_title(conflict)),
        element("p", conflict.suggestion, class_="docpipe-advice") if conflict.suggestion else "",
        element("table", _head(), *_groups(conflict, basis), class_="docpipe-claims"),
        element("p", *_foot(conflict), class_="docpipe-foot"),
        id=conflict.id,
        class_="docpipe-entry",
        open=conflict.status in OPEN,
        data_item=True,
        data_kind=conflict.kind,
        data_severity=conflict.severity,
        data_status=conflict.status,
        data_subject=conflict.subject,
        data_documents=str(len({claim.path for claim in conflict.claims})),
    )


def _title(conflict: Conflict) -> Iterator[Html]:
    scope = element("small", f" ({conflict.scope})") if conflict.scope else ""
    name = ": ".join(filter(None, (conflict.subject, conflict.attribute)))
    yield element("h3", name, scope)
    values = dict.fromkeys(claim.value for claim in conflict.claims)
    yield element(
        "span",
        *_between([element("code", shortened(value, quoting.SHORT)) for value in values]),
        class_="docpipe-values",
    )
    yield element("span", conflict.severity, class_=f"docpipe-badge docpipe-{conflict.severity}")
    yield element("span", conflict.kind, class_="docpipe-badge")


def _between(values: Sequence[Html]) -> Iterator[Html]:
    """Values against each other; of many, the first."""
    for number, value in enumerate(values[:SHOWN]):
        yield joined(" against ", value) if number else value
    if len(values) > SHOWN:
        yield joined(f" and {len(values) - SHOWN} more")


def _head() -> Html:
    return element("thead", element("tr", *(element("th", name, scope="col") for name in _COLUMNS)))


def _groups(conflict: Conflict, basis: Basis) -> Iterator[Html]:
    """A body of the table for each value: the one that holds first, then by how many places state it."""
    stated = Counter(claim.value for claim in conflict.claims)
    values = {*stated, *(found.value for found in conflict.evidence)}
    for value in sorted(values, key=lambda value: (value != conflict.settled, -stated[value], value)):
        claims = [claim for claim in conflict.claims if claim.value == value]
        others = [claim for claim in conflict.claims if claim.value != value]
        rows: list[tuple[Html, ...]] = [_proof(found, basis) for found in conflict.evidence if found.value == value]
        rows += [_claim(claim, others, basis) for claim in claims[:SHOWN]]
        if len(claims) > SHOWN:
            rows.append(_more(claims[SHOWN:], basis))
        yield element("tbody", *_spanned(_value(value, conflict, claims), rows))


def _value(value: str, conflict: Conflict, claims: Iterable[Claim]) -> Html:
    verdict = ""
    if conflict.settled is not None and value == conflict.settled:
        verdict = element("small", "holds", class_="docpipe-right")
    elif any(claim.wrong for claim in claims):
        verdict = element("small", "wrong", class_="docpipe-wrong")
    return joined(element("code", value), verdict)


def _spanned(value: Html, rows: Sequence[Sequence[Html]]) -> Iterator[Html]:
    head = element("th", value, scope="rowgroup", rowspan=str(len(rows)))
    for number, cells in enumerate(rows):
        yield element("tr", *(() if number else (head,)), *cells)


def _claim(claim: Claim, others: Sequence[Claim], basis: Basis) -> tuple[Html, ...]:
    where = element("td", *_place(claim.path, claim.line, basis), data_document=claim.path)
    return where, element("td", *quoting.context(claim, others, basis.documents.get(claim.path)))


def _proof(evidence: Evidence, basis: Basis) -> tuple[Html, ...]:
    where = link(code(f"{evidence.path}:{evidence.line}"), basis.seen_at(evidence.path, evidence.line))
    return element("td", where), element("td", "the repository itself", class_="docpipe-proof")


def _more(claims: Sequence[Claim], basis: Basis) -> tuple[Html, ...]:
    places = [element("li", *_place(claim.path, claim.line, basis), data_document=claim.path) for claim in claims]
    folded = element("details", element("summary", f"{len(claims)} more"), element("ul", *places))
    return (element("td", folded, colspan="2"),)


def _place(path: str, line: int, basis: Basis) -> Iterator[Html]:
    """A place in a source, with the page that shows it now, its role and its last change."""
    yield link(code(f"{path}:{line}"), basis.seen_at(path, line))
    document = basis.documents.get(path)
    known = [document.role, document.source.last_changed] if document else []
    yield element("small", " · ".join(filter(None, known)))
    standing = basis.standing(path, line)
    if standing:
        below = standing.path.removeprefix("docs/")
        address = built(PATH, below, standing.anchor or "")
        yield element("small", "on ", element("a", basis.pages[below].title, href=address))


def _foot(conflict: Conflict) -> Iterator[Html]:
    yield joined(f"Sure to {conflict.confidence:.2f}. ")
    yield joined(element("code", f"docpipe explain {conflict.id}"), " tells why. ")
    if conflict.status == "settled":
        yield joined(element("code", "docpipe fix"), " sets it right, or says what takes a person. ")
    if conflict.status in OPEN:
        ruling = f'docpipe review {conflict.id} --prefer VALUE --why "…"'
        yield joined(element("code", ruling), " rules on it (or ", element("code", "--dismiss"), "). ")
    yield element("a", "Link to this conflict", href=f"#{conflict.id}")
