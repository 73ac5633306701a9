"""Routes that one document writes below `/api/v1` and another below `/api`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.world import World, together
from docpipe.model import Conflict, Fact

_PORT = re.compile(r"(?:localhost|127\.0\.0\.1):(\d{2,5})/")
_MOST = 8  # places that are told


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and pair of prefixes, of documents that write all their routes below one of them."""
    by_document: dict[str, set[str]] = defaultdict(set)
    routes: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in living(claims, "prefix", world):
        by_document[fact.path].add(fact.value)
        routes[world.component(fact.path), fact.subject].append(fact)
    rivals: dict[tuple[str, str, str], dict[Fact, None]] = defaultdict(dict)
    for (component, _), facts in sorted(routes.items()):
        sure = [fact for fact in facts if len(by_document[fact.path]) == 1]
        for one in sure:
            for other in sure:
                if one.value < other.value and _clash(one, other):
                    rivals[component, one.value, other.value] |= {one: None, other: None}
    for (component, first, second), found in sorted(rivals.items()):
        told = [fact for value in (first, second) for fact in [one for one in found if one.value == value][:_MOST]]
        yield finding("url", "API routes", f"{first} or {second}", told, scope=component, confidence=0.6)


def _clash(one: Fact, other: Fact) -> bool:
    """Whether the prefixes are not two versions of the API, which may both be there."""
    versions = ["/v" in fact.value for fact in (one, other)]
    ports = [set(_PORT.findall(fact.quoted)) for fact in (one, other)]
    if all(ports) and ports[0].isdisjoint(ports[1]):
        return False  # two servers
    return not all(versions) and together(one.scope, other.scope)
