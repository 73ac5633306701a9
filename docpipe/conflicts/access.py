"""An interface all of whose endpoints ask for credentials in one document, and none in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact

_MAX_PLACES = 12


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict an interface."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "access" or world.silent(fact.path) or state(fact.scope):
            continue
        if world.documents[fact.path].role in ("living", "agent"):
            groups[fact.subject].append(fact)
    for subject, facts in sorted(groups.items()):
        sides = [one for one in facts if any(_clash(one, other, world) for other in facts)]
        if 0 < len(sides) <= _MAX_PLACES:
            yield finding("polarity", subject, "authentication", sides, confidence=0.6)


def _clash(one: Fact, other: Fact, world: World) -> bool:
    """Open against protected; two components have interfaces of their own, and the repository speaks for each."""
    if one.value == other.value or one.path == other.path or not together(one.scope, other.scope):
        return False
    mine, theirs = world.component(one.path), world.component(other.path)
    return mine == theirs or "" in (mine, theirs)
