"""How many there are in all: "The platform consists of 12 microservices" against "All 14 microservices run …"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.counts import FREE, WEAK, near, thing
from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import lists, named, split

_MAX_VALUES = 3
_SPECIFIC = 8  # letters: "tools" and "files" are counted anew in every section
_BEFORE = 3  # words of the longest phrase before a number


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and thing whose total is told."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute != "number" or world.silent(fact.path) or world.documents[fact.path].role != "living":
            continue
        head, rest = thing(fact.subject)
        telling = rest - WEAK - world.product
        if len(head) >= _SPECIFIC and head not in FREE and not telling and not state(fact.scope) and _all(fact, world):
            groups[world.component(fact.path), head].append(fact)
    for (component, head), facts in sorted(groups.items()):
        sides = [one for one in facts if any(_clash(one, other) for other in facts)]
        if sides and len({fact.value for fact in sides}) <= _MAX_VALUES:
            yield finding("count", head, "number", sides, scope=component, severity="low", confidence=0.6)


def _all(fact: Fact, world: World) -> bool:
    """Whether the sentence counts all there are, of the system and of no part of it."""
    known = lists()
    given = split(fact.quoted)
    number = fact.value.lstrip("<>~")
    for index, word in enumerate(given):
        if word != number:
            continue
        for size in range(1, _BEFORE + 1):
            if tuple(given[max(0, index - size) : index]) in known.all:
                return all(
                    (before,) in known.empty or (before,) in known.system or before in world.product
                    for before in given[: index - size]
                )
    return False


def _clash(one: Fact, other: Fact) -> bool:
    if one.path == other.path or one.scope != other.scope or not near(one.value, other.value):
        return False
    kinds = lists().kinds
    return named(" ".join(one.context[1:]), kinds) == named(" ".join(other.context[1:]), kinds)
