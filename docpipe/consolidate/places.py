"""Trees of headings -> where each section, document and old anchor stands now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from docpipe.consolidate.links import Place
from docpipe.consolidate.outline import Sheet
from docpipe.consolidate.tree import Node
from docpipe.model import Section


def places_of(sheets: Sequence[Sheet], trees: Sequence[Node], leaders: Mapping[str, str]) -> dict[str, Place]:
    """Where each section stands now, by its id; one that yielded stands where its leader does."""
    places: dict[str, Place] = {}
    for sheet, root in zip(sheets, trees, strict=True):
        for node in root.walk():
            for section in node.sections:
                places[section] = Place(sheet.path, node.anchor if node is not root else "")
    return places | {member: places[leader] for member, leader in leaders.items() if leader in places}


def documents_of(sections: Iterable[Section], places: Mapping[str, Place]) -> dict[str, Place]:
    """Where each document stands now: where the first of its sections does that has a place."""
    found: dict[str, Place] = {}
    for section in sections:
        if section.id in places:
            found.setdefault(section.path, places[section.id])
    return found


def anchors_of(
    sections: Iterable[Section], places: Mapping[str, Place], documents: Mapping[str, Place]
) -> dict[tuple[str, str], Place]:
    """Where each old anchor leads, by path and anchor in lower case: to its section, else where its document does."""
    found: dict[tuple[str, str], Place] = {}
    for section in sections:
        place = places.get(section.id) or documents.get(section.path)
        heading = section.heading
        if place and heading:
            for anchor in filter(None, (heading.explicit, heading.github, heading.markdown)):
                found.setdefault((section.path, anchor.casefold()), place)
    return found
