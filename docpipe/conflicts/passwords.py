"""A service that asks for no password in one place, and is reached with one in others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact

_MOST = 8  # places that use a password


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a service and component."""
    used: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    none: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source not in ("connection", "passwordless") or world.silent(fact.path) or state(fact.scope):
            continue
        if world.documents[fact.path].role == "record":
            continue
        if fact.source == "connection" and fact.attribute == "password":
            used[world.component(fact.path), fact.subject].append(replace(fact, value="needed"))
        elif fact.source == "passwordless":
            for word in tokens(fact.subject):
                none[world.component(fact.path), word].append(fact)
    locked = [fact for fact in world.by_kind["polarity", "password"] if not world.archived(fact.path)]
    for (component, service), facts in sorted(none.items()):
        others = [one for one in used[component, service] if any(together(one.scope, fact.scope) for fact in facts)]
        if others:
            told = [*facts, *others[:_MOST]]
            proofs = [] if component else [fact for fact in locked if service in tokens(fact.subject)]
            yield finding("polarity", service, "password", told, proofs, scope=component, confidence=0.7)
