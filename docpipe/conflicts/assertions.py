"""A sentence about a name of code that stands in one document twice, with two values: a copy that was not adapted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a document and sentence; whoever says more than two values tells of cases."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in living(claims, "assertion", world):
        groups[fact.path, fact.subject, fact.attribute].append(fact)
    for (_, subject, attribute), facts in sorted(groups.items()):
        if len({fact.value for fact in facts}) == 2:
            yield finding("other", subject, attribute, facts, confidence=0.7)
