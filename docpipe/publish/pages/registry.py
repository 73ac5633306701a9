"""Services -> `registry.md`: every service with its ports, health, documents, and what is missing."""

from __future__ import annotations

from docpipe.model import Page
from docpipe.publish.pages import own
from docpipe.publish.pages.basis import Basis

PATH = "registry.md"
_HEAD = ("Service", "Status", "Ports", "Health", "Defined in", "Documented in", "Gaps")


def page(basis: Basis) -> Page | None:
    """The registry; None where no service is known."""
    services = basis.scan.contradictions.services
    if not services:
        return None
    places = {redirect.source: redirect.moved[0] for redirect in basis.plan.redirects}
    rows = []
    for service in services:
        documents = [
            own.link(PATH, path, places[path].page, places[path].new_anchor) if path in places else own.code(path)
            for path in service.documented_in
        ]
        rows.append((
            f"**{own.escape(service.name)}**",
            own.escape(service.status),
            ", ".join(map(own.code, service.ports)),
            own.code(service.health or ""),
            ", ".join(map(own.code, service.defined_in)),
            ", ".join(documents),
            own.escape("; ".join(service.gaps)),
        ))  # fmt: skip
    intro = "Every service that a compose file, a manifest or a document names, and whether they agree."
    return own.page(PATH, "Service registry", [intro, "", *own.table(_HEAD, rows)])
