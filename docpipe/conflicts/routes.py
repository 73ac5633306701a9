"""One route of an API under two paths: the same method for the same purpose, in the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.wordlists import words

_WEAK = words("a an the of for to with by and new all specific single current in list")


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component, method and purpose."""
    groups: dict[tuple[str, frozenset[str]], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "route" and not world.silent(fact.path) and not state(fact.scope):
            purpose = frozenset(tokens(fact.subject)) - _WEAK
            if len(purpose) > 2:
                groups[world.component(fact.path), purpose].append(fact)
    for (component, _), facts in sorted(groups.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        values: dict[str, set[str]] = defaultdict(set)
        for fact in facts:
            values[fact.path].add(fact.value)
        single = [fact for fact in facts if len(values[fact.path]) == 1]
        rivals = [one for one in single if any(_clash(one, other) for other in single)]
        if world.current(rivals):
            yield finding("url", rivals[0].subject, "route", rivals, scope=component, confidence=0.7)


def _clash(one: Fact, other: Fact) -> bool:
    """Two paths, unless one is the other behind a prefix: a reference may leave out the base that it names once."""
    mine, theirs = one.value, other.value
    return not (mine.endswith(theirs) or theirs.endswith(mine)) and together(one.scope, other.scope)
