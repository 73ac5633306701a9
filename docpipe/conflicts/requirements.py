"""Requirements of a host that differ between guides to the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.quantities import equal, quantity
from docpipe.text.wordlists import words

_PLAIN = words(
    "system systems requirement requirements prerequisite prerequisites minimum hardware software server "
    "servers the a for and of to your recommended specification specifications before you begin production "
    "development deployment environment host machine 1 2 3 4 step setup install installation infrastructure "
    "local vm virtual general basic overview resource resources allocation guide complete quick start readme "
    "docs documentation manual"
)


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component, subject and kind of resource."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "requirement" or world.silent(fact.path) or state(fact.scope) & {"past", "example"}:
            continue
        title = world.documents[fact.path].title
        subject = " ".join(sorted(set(tokens(f"{fact.subject} {title}")) - _PLAIN - world.product))
        groups[world.component(fact.path), subject, fact.attribute].append(fact)
    for (component, subject, attribute), facts in sorted(groups.items()):
        values: dict[str, set[str]] = defaultdict(set)
        for fact in facts:
            values[fact.path].add(fact.value)
        single = [fact for fact in facts if len(values[fact.path]) == 1]
        rivals = [one for one in single if any(_clash(one, other) for other in single)]
        if rivals:
            yield finding("value", subject or "host", f"required {attribute}", rivals, agrees=_same, scope=component)


def _clash(one: Fact, other: Fact) -> bool:
    return (
        one.path != other.path
        and together(one.scope, other.scope)
        and not _same(one.value, other.value)
        and _env(one) == _env(other)
    )


def _env(fact: Fact) -> frozenset[str]:
    return frozenset(entry for entry in fact.scope if entry.startswith("env:"))


def _same(left: str, right: str) -> bool:
    mine, theirs = quantity(left), quantity(right)
    return bool(mine and theirs and equal(mine, theirs))
