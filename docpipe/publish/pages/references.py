"""Dead references -> their page: what documents name and the repository does not have, what nobody mends last."""

from __future__ import annotations

from docpipe.model import Page, Reference
from docpipe.publish.pages import listing, own
from docpipe.publish.pages.basis import Basis, built
from docpipe.publish.pages.listing import Row, code, link

PATH = "review/references.md"
_HEAD = ("Where", "Names", "Kind", "Perhaps", "Why", "Now in")


def page(basis: Basis) -> Page | None:
    """The dead references; None where there are none."""
    if not basis.scan.references:
        return None
    found = sorted(basis.scan.references, key=lambda reference: _role(reference, basis) == "record")
    rows = [_row(reference, basis) for reference in found]
    intro = "What documents name and the repository does not have. Those of records, which nobody mends, come last."
    filters = own.filters(("kind", "role", "suggestion", "document"), (), "references")
    return own.page(PATH, "Dead references", [intro, "", filters, *listing.table(_HEAD, rows, "Dead references")])


def _role(reference: Reference, basis: Basis) -> str:
    return basis.documents[reference.path].role


def _row(found: Reference, basis: Basis) -> Row:
    perhaps = found.instead or found.suggestion or ""
    standing = basis.standing(found.path, found.line)
    address = built(PATH, standing.path.removeprefix("docs/"), standing.anchor or "") if standing else None
    cells = (
        link(code(f"{found.path}:{found.line}"), basis.seen_at(found.path, found.line)),
        code(found.token),
        found.kind,
        code(perhaps),
        found.reason,
        link(basis.title(standing.path) if standing else "", address),
    )
    known = "known" if perhaps else "none"
    fields = {"kind": found.kind, "role": _role(found, basis), "suggestion": known, "document": found.path}
    return Row(cells, fields)
