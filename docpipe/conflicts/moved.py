"""One file of a repository at one release, at two paths of which one has folders in between: it was moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a file and release."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in living(claims, "source file", world):
        groups[fact.subject].append(fact)
    for subject, facts in sorted(groups.items()):
        paths = {fact.value for fact in facts}
        if len(paths) == 2 and _within(*sorted(paths, key=len)):
            yield finding("url", subject.rpartition(" ")[2], "path", facts, confidence=0.7)


def _within(short: str, long: str) -> bool:
    """Whether the folders of one path stand in the other in this order, as those of one file that was moved."""
    rest = iter(long.split("/"))
    return all(part in rest for part in short.split("/"))
