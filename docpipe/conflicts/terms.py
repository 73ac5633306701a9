"""A thing that two sentences put under two licences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact
from docpipe.text import licences

_MAX_PLACES = 8


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a name."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute == "terms" and not world.silent(fact.path) and not state(fact.scope):
            groups[fact.subject.lower()].append(fact)
    for _, facts in sorted(groups.items()):
        sides = [
            one
            for one in facts
            if any(one.path != other.path and not licences.same(one.value, other.value) for other in facts)
        ]
        if 0 < len(sides) <= _MAX_PLACES and world.current(sides):
            yield finding("other", sides[0].subject, "licence", sides, severity="high", confidence=0.7)
