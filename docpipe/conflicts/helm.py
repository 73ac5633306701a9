"""Commands of Helm that name the release in different ways: only one of them is right for the Helm that is used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact

_MOST = 12  # places that are told of each way


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a command, where the usual way is the one that names the release."""
    groups: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in living(claims, "helm", world):
        groups[fact.subject][fact.value].append(fact)
    for subject, ways in sorted(groups.items()):
        if len(ways) > 1:
            told = [fact for _, facts in sorted(ways.items()) for fact in facts[:_MOST]]
            yield finding("command", subject, "release name", told, severity="high")
