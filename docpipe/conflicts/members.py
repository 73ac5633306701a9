"""A thing that two tables describe in the same words, one of them with fewer members: "(CSV)" and "(CSV, JSON)"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living, single
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, together, tokens
from docpipe.model import Conflict, Fact


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a thing and component."""
    groups: dict[tuple[str, tuple[str, ...]], list[Fact]] = defaultdict(list)
    for fact in living(claims, "members", world):
        groups[world.component(fact.path), tokens(fact.subject)].append(fact)
    siblings = Siblings(world)
    for (component, _), facts in sorted(groups.items()):
        sure = single(facts)
        sides = [one for one in sure if any(_clash(one, other, siblings) for other in sure)]
        if sides:
            name = sides[0].subject.partition(" ")[0]
            yield finding("other", name, "members", sides, scope=component, severity="low", confidence=0.7)


def _clash(one: Fact, other: Fact, siblings: Siblings) -> bool:
    """Whether one list leaves members of the other out; two lists that each have their own may be of two kinds."""
    mine, theirs = (frozenset(fact.value.split(", ")) for fact in (one, other))
    apart = one.path == other.path or siblings.apart(one.path, other.path)
    return not apart and (mine < theirs or theirs < mine) and together(one.scope, other.scope)
