"""Hosts that pages of one folder tell otherwise: a part is left out, or the reader's machine stands for a service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact

_LOCAL = ("localhost", "127.0.0.1")


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a folder and address; pages of one folder walk through one installation."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in living(claims, "host", world):
        groups[fact.path.rpartition("/")[0], fact.subject, fact.attribute].append(fact)
    for (_, subject, attribute), facts in sorted(groups.items()):
        clash = _left_out(facts) if attribute == "subdomain" else _of_ones_own(facts)
        if clash:
            yield finding("url", subject, attribute, facts, confidence=0.7)


def _left_out(facts: Sequence[Fact]) -> bool:
    """Whether two pages tell two names, of which one has a part more in between."""
    short, *rest = sorted({fact.value for fact in facts}, key=len)
    pages = {value: {fact.path for fact in facts if fact.value == value} for value in (short, *rest)}
    return len(rest) == 1 and rest[0].startswith(f"{short}.") and pages[short].isdisjoint(pages[rest[0]])


def _of_ones_own(facts: Sequence[Fact]) -> bool:
    """Whether just one page has the reader's own machine where the others have the service's host."""
    own = {fact.path for fact in facts if fact.value.startswith(_LOCAL)}
    others = {fact.path for fact in facts} - own
    return len(own) == 1 and bool(others) and len({fact.value for fact in facts if fact.path in own}) == 1
