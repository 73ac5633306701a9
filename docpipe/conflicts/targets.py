"""Two branches that pull requests are opened against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living, single
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """At most one conflict a component; a document that names two branches has a reason for each."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in living(claims, "pull request", world):
        groups[world.component(fact.path)].append(fact)
    for component, facts in sorted(groups.items()):
        sure = single(facts)
        if len({fact.value for fact in sure}) > 1:
            yield finding("other", "repository", "pull request branch", sure, scope=component)
