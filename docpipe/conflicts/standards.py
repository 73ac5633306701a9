"""Lists of the supported standards of one sort, one of which leaves some out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, apart, together
from docpipe.model import Conflict, Fact

_SHARED = 2  # standards that two lists of one thing have in common


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a sort of standards."""
    lists: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in living(claims, "standard", world):
        lists[fact.subject, fact.path, fact.attribute].append(fact)
    named: dict[str, list[Fact]] = defaultdict(list)
    for (subject, _, _), facts in sorted(lists.items()):
        named[subject].append(replace(facts[0], value=", ".join(sorted({fact.value for fact in facts}))))
    siblings = Siblings(world)
    for subject, wholes in sorted(named.items()):
        sides = [one for one in wholes if any(_clash(one, other, world, siblings) for other in wholes)]
        if sides:
            yield finding("other", subject, "supported", sides, confidence=0.6)


def _clash(one: Fact, other: Fact, world: World, siblings: Siblings) -> bool:
    """Whether one list of two documents has more than the other; lists that each have their own are of two things."""
    mine, theirs = (frozenset(fact.value.split(", ")) for fact in (one, other))
    if one.path == other.path or not (mine < theirs or theirs < mine) or len(mine & theirs) < _SHARED:
        return False
    near = not siblings.apart(one.path, other.path) and together(one.scope, other.scope)
    return near and not apart(world.component(one.path), world.component(other.path))
