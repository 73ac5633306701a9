"""A document -> the facts it claims. One file a kind of fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docpipe.facts import (
    amounts,
    branches,
    clauses,
    commands,
    connections,
    containers,
    fields,
    gates,
    identifiers,
    licences,
    limits,
    listening,
    measures,
    paths,
    pins,
    plans,
    ports,
    progress,
    requirements,
    routes,
    settings,
    statuses,
    tables,
    technologies,
    versions,
)
from docpipe.facts.place import Place
from docpipe.facts.statements import Form, Statement, statements
from docpipe.model import Document, Fact

Extractor = Callable[[Statement, Place], Iterator[Fact]]

_TEXT: frozenset[Form] = frozenset(("heading", "prose", "item", "row"))
_ANY: frozenset[Form] = _TEXT | {"code"}
# Each extractor, the forms of statement that it reads, and whether it needs a digit: most lines are asked a few only.
EXTRACTORS: tuple[tuple[Extractor, frozenset[Form], bool], ...] = (
    (ports.extract, _ANY, True),
    (versions.extract, _ANY, True),
    (settings.extract, _ANY, False),
    (identifiers.extract, _ANY, False),
    (licences.extract, _TEXT, False),
    (commands.extract, _ANY, False),
    (connections.extract, _ANY, False),
    (containers.extract, _ANY, False),
    (routes.extract, _ANY, False),
    (listening.extract, _ANY, False),
    (branches.extract, _ANY, False),
    (paths.extract, _ANY, False),
    (tables.extract, frozenset(("row",)), False),
    (plans.extract, frozenset(("item",)), False),
    (statuses.extract, _TEXT, False),
    (technologies.extract, _TEXT, False),
    (clauses.extract, frozenset(("prose", "item")), False),
    (progress.extract, _TEXT, False),
    (fields.extract, frozenset(("row", "item")), False),
    (requirements.extract, _ANY, True),
    (gates.extract, _ANY, True),
    (limits.extract, frozenset(("row",)), True),
    (pins.extract, _ANY, True),
    (measures.extract, _TEXT, True),
    (amounts.extract, _ANY, True),
)
_ASKED = {
    (form, digits): tuple(extractor for extractor, forms, need in EXTRACTORS if form in forms and digits >= need)
    for form in _ANY
    for digits in (False, True)
}


def extract(document: Document) -> tuple[Fact, ...]:
    """Every fact that one document claims, in line order."""
    place = Place(document)
    found: list[Fact] = []
    for statement in statements(document):
        if statement.section is not place.section:
            place.enter(statement.section)
        ports.follow(statement, place)
        listening.follow(statement, place)
        for extractor in _ASKED[statement.form, statement.digits]:
            found.extend(extractor(statement, place))
    return tuple(found)
