"""A task or issue that is done in one place and open in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a task and component."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute == "status" and not world.silent(fact.path) and not state(fact.scope) & {"past", "example"}:
            groups[world.component(fact.path), fact.subject].append(fact)
    for (component, name), facts in sorted(groups.items()):
        rivals = [one for one in facts if any(_clash(one, other, world) for other in facts)]
        if rivals:
            yield finding("status", name, "status", rivals, scope=component, severity="low")


def _clash(one: Fact, other: Fact, world: World) -> bool:
    """Done against not done, in documents of one time."""
    if (one.value == "done") == (other.value == "done"):
        return False
    return (
        one.path == other.path
        or world.snapshot(one.path) == world.snapshot(other.path)
        or "" in (world.snapshot(one.path), world.snapshot(other.path))
        or _reported(one, other, world)
        or _reported(other, one, world)
    )


def _reported(done: Fact, other: Fact, world: World) -> bool:
    """Whether a report that is named after the task says it is done, and a list without a date does not know."""
    return done.value == "done" and done.subject.lower() in done.path.lower() and not world.date(other.path)
