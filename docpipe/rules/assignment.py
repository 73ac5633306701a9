"""Documents -> the target and topic of each section, by rule, with the reason. Writes nothing and moves nothing."""

from __future__ import annotations

from docpipe.config import Config, Layout, in_effect
from docpipe.model import Assignment, Document
from docpipe.rules.book import open_book
from docpipe.rules.place import Placement, place
from docpipe.rules.profile import Profiler
from docpipe.rules.topics import Topics

_PLACED = ("living", "record")


def assign(documents: tuple[Document, ...], config: Config) -> tuple[Assignment, ...]:
    """One assignment a section, in path and line order. Documents that are neither living nor records stay."""
    layout = in_effect(config)
    book = open_book(layout)
    topics = Topics(book)
    profiler = Profiler(book.vocabulary)
    profiles = tuple(
        profiler.profile(document, topics.of(document, [*layout.topics]))
        for document in documents
        if document.role in _PLACED
    )
    placements = place(profiles, book)
    return tuple(
        assignment
        for document in documents
        for assignment in _of(document, placements.get(document.path), topics, layout)
    )


def _of(document: Document, placement: Placement | None, topics: Topics, layout: Layout) -> list[Assignment]:
    """The assignments of one document's sections: it stays together."""
    if placement is None:
        reason = f"{document.role}: stays where it is"
        return [Assignment(section.id, None, None, None, 1.0, reason) for section in document.sections]
    if placement.target is None:
        return [
            Assignment(s.id, None, None, placement.rule, placement.confidence, placement.reason)
            for s in document.sections
        ]
    topic = placement.topic or topics.of(document, layout.topics_of(placement.target))
    return [
        Assignment(s.id, placement.target, topic, placement.rule, placement.confidence, placement.reason)
        for s in document.sections
    ]
