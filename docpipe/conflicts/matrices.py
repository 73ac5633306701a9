"""Two tables of the same editions, plans or platforms that give one of them a feature, and deny it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.bound import bound
from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import stem

_MIN_SHARED = 2  # columns of yes and no that two tables of one kind share
_MAX_PLACES = 6


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component, feature and column."""
    groups: dict[tuple[str, tuple[str, ...], str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "matrix" or world.silent(fact.path) or state(fact.scope):
            continue
        if world.documents[fact.path].role in ("living", "agent"):
            name = tuple(sorted({stem(word) for word in tokens(fact.subject)}))
            groups[world.component(fact.path), name, fact.attribute].append(fact)
    for (component, name, attribute), facts in sorted(groups.items()):
        sides = [one for one in facts if any(_clash(one, other) for other in facts)]
        if name and 0 < len(sides) <= _MAX_PLACES:
            yield finding("polarity", sides[0].subject, attribute, sides, scope=component, confidence=0.7)


def _clash(one: Fact, other: Fact) -> bool:
    """Yes against no in two tables of the same columns; pages of one form each speak of their own thing."""
    if one.value == other.value or one.path == other.path or _twins(one.path, other.path):
        return False
    mine, theirs = (set(fact.context[1].split("|")) for fact in (one, other))
    return len(mine & theirs) >= _MIN_SHARED and bound(one) == bound(other)


def _twins(one: str, other: str) -> bool:
    return one.rsplit("/", 1)[-1] == other.rsplit("/", 1)[-1]
