"""A number that announces a list or a table, against what is listed: "four drivers:" above five."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact

_MORE = 2.0  # so many times the number, and the list is of something else
_LESS = 0.8  # the part of the number below which the list only begins


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict an announcement; only what stands directly below it is counted."""
    lists: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "listed" and not world.silent(fact.path) and world.documents[fact.path].role == "living":
            lists[fact.path, int(fact.attribute.rpartition(" ")[2])].append(fact)
    for (path, line), facts in sorted(lists.items()):
        first = [fact for fact in facts if fact.attribute == facts[0].attribute]
        number, count = int(first[0].value), len(first)
        if (number < count < _MORE * number or _LESS * number <= count < number) and not _goes_on(path, line, world):
            announced = replace(first[0], line=line, quoted=first[0].context[1])
            last = replace(first[-1], value=f"{count} listed")
            yield finding("count", first[0].subject, "number", [announced, last], severity="low", confidence=0.8)
    yield from _named(claims, world)


def _named(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """A number in the head of a page, and the sentence below it that names more."""
    told = [fact for fact in claims if fact.source == "tally" and not world.silent(fact.path)]
    for number, names in zip(told[::2], told[1::2], strict=False):
        if world.documents[number.path].role == "living":
            yield finding(
                "count",
                number.subject,
                "number",
                [number, replace(names, value=f"{names.value} named")],
                severity="low",
                confidence=0.8,
            )


def _goes_on(path: str, line: int, world: World) -> bool:
    """Whether a heading announces sections below it as well."""
    sections = world.documents[path].sections
    at = next((at for at, section in enumerate(sections) if section.start_line == line), None)
    return at is not None and at + 1 < len(sections) and len(sections[at + 1].trail) > len(sections[at].trail)
