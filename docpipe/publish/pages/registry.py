"""Services -> `registry.md`: every service, what compose and what the documents say of it, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator

from docpipe.model import Conflict, Page, Redirect, Service
from docpipe.publish.pages import conflicts, listing, own
from docpipe.publish.pages.basis import Basis, built
from docpipe.publish.pages.listing import Row, code, link
from docpipe.publish.pages.markup import Html, element, joined

PATH = "registry.md"
_HEAD = ("Service", "Agreement", "Ports", "Health check", "Defined in", "Documented in")
_AGREES = "agrees"
_INTRO = (
    "Every service that a compose file or a manifest defines, with what it says there, the documents that speak of it, "
    "and whether the two agree."
)


def page(basis: Basis) -> Page | None:
    """The registry; None where no service is known."""
    services = basis.scan.contradictions.services
    if not services:
        return None
    places = {redirect.source: redirect for redirect in basis.plan.redirects}
    rows = [_row(service, places, basis) for service in services]
    filters = own.filters(("agreement", "status"), ("service", "documents"), "services")
    return own.page(PATH, "Service registry", [_INTRO, "", filters, *listing.table(_HEAD, rows, "Services")])


def _row(service: Service, places: dict[str, Redirect], basis: Basis) -> Row:
    disagreeing = [*_disagreeing(service, basis)]
    gaps = list(service.gaps) + (["documents disagree"] if disagreeing and not service.gaps else [])
    found = [element("a", conflict.attribute or conflict.subject, href=_entry(conflict)) for conflict in disagreeing]
    cells = (
        joined(element("strong", service.name), element("small", f" {service.status}")),
        joined("; ".join(gaps) or _AGREES, *(element("div", one) for one in found)),
        ", ".join(service.ports),
        code(service.health or ""),
        listing.folded([link(code(path), basis.seen_at(path)) for path in service.defined_in]),
        listing.folded([_document(path, places) for path in service.documented_in]),
    )
    fields = {"agreement": gaps[0] if gaps else _AGREES, "status": service.status, "service": service.name}
    return Row(cells, fields | {"documents": str(len(service.documented_in))})


def _document(path: str, places: dict[str, Redirect]) -> Html:
    moved = places[path].moved[0] if path in places else None
    return link(code(path), built(PATH, moved.page, moved.new_anchor) if moved else None)


def _disagreeing(service: Service, basis: Basis) -> Iterator[Conflict]:
    """The open and settled conflicts about the service by its name."""
    name = service.name.casefold()
    for conflict in basis.scan.contradictions.conflicts:
        if conflict.status in conflicts.OPEN and conflict.subject.casefold() == name:
            yield conflict


def _entry(conflict: Conflict) -> str:
    return built(PATH, conflicts.PATH, conflict.id)
