"""A document -> the facts it claims. One file a kind of fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docpipe.facts import identifiers, ports, settings, versions
from docpipe.facts.place import Place
from docpipe.facts.statements import Statement, statements
from docpipe.model import Document, Fact

EXTRACTORS: tuple[Callable[[Statement, Place], Iterator[Fact]], ...] = (
    ports.extract,
    versions.extract,
    settings.extract,
    identifiers.extract,
)


def extract(document: Document) -> tuple[Fact, ...]:
    """Every fact that one document claims, in line order."""
    place = Place(document)
    found: list[Fact] = []
    for statement in statements(document):
        if statement.section is not place.section:
            place.enter(statement.section)
        for extractor in EXTRACTORS:
            found.extend(extractor(statement, place))
    return tuple(found)
