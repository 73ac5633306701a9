"""A part of one release, in two versions: the list of releases and the guide to one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact

_MANY = 3  # versions from which on a release has several such parts


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component, release and part."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in living(claims, "part", world):
        release = next((entry for entry in fact.scope if entry.startswith("version:")), "")
        groups[world.component(fact.path), release, fact.subject].append(fact)
    siblings = Siblings(world)
    for (component, release, part), facts in sorted(groups.items()):
        said: dict[str, set[str]] = defaultdict(set)
        for fact in facts:
            said[fact.path].add(fact.value)
        first = next(iter(said))
        near = not any(siblings.apart(first, path) for path in said)
        if (
            near
            and 1 < len({fact.value for fact in facts}) < _MANY
            and all(len(values) == 1 for values in said.values())
        ):
            yield finding("version", part, release.replace(":", " "), facts, scope=component, confidence=0.7)
