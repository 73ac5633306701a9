"""A parameter that must not be empty here, and may be there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.attributes.terms import normal
from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import single
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact

_SHARED = 2  # words that both lines say of it


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and parameter."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "emptiness" or world.silent(fact.path) or state(fact.scope) - {"example"}:
            continue  # what a sample gives to a parameter has to be allowed
        if world.documents[fact.path].role == "record":
            continue
        groups[world.component(fact.path), fact.subject.lower()].append(fact)
    siblings = Siblings(world)
    for (component, _), facts in sorted(groups.items()):
        sure = single(facts)
        for at, one in enumerate(sure):
            for other in sure[:at]:
                if _clash(one, other, siblings):
                    yield finding("polarity", one.subject, one.attribute, [other, one], scope=component, confidence=0.7)


def _clash(one: Fact, other: Fact, siblings: Siblings) -> bool:
    """Whether two documents of one edition say it of a parameter that they describe with the same words."""
    if one.value == other.value or one.path == other.path or siblings.apart(one.path, other.path):
        return False
    shared = frozenset(normal(one.quoted)) & frozenset(normal(other.quoted)) - frozenset(normal(one.subject))
    return len(shared - {"empty"}) >= _SHARED and together(one.scope, other.scope)
