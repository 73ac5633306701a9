"""A document -> the facts it claims. One file a kind of fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docpipe.facts import (
    branches,
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
from docpipe.facts.statements import Statement, statements
from docpipe.model import Document, Fact

Extractor = Callable[[Statement, Place], Iterator[Fact]]

# What can be claimed on a line that holds no digit, and all that can be claimed.
WORDED: tuple[Extractor, ...] = (
    settings.extract,
    identifiers.extract,
    licences.extract,
    commands.extract,
    connections.extract,
    containers.extract,
    routes.extract,
    listening.extract,
    branches.extract,
    paths.extract,
    tables.extract,
    plans.extract,
    statuses.extract,
    technologies.extract,
    progress.extract,
    fields.extract,
)
EXTRACTORS: tuple[Extractor, ...] = (
    ports.extract,
    versions.extract,
    *WORDED,
    requirements.extract,
    gates.extract,
    limits.extract,
    pins.extract,
    measures.extract,
)


def extract(document: Document) -> tuple[Fact, ...]:
    """Every fact that one document claims, in line order."""
    place = Place(document)
    found: list[Fact] = []
    for statement in statements(document):
        if statement.section is not place.section:
            place.enter(statement.section)
        ports.follow(statement, place)
        listening.follow(statement, place)
        for extractor in EXTRACTORS if statement.digits else WORDED:
            found.extend(extractor(statement, place))
    return tuple(found)
