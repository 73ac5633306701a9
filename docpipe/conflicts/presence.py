"""A service that a document still plans, though a compose file defines it and others tell its port."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.services import Services
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact

_MAX_PROOFS = 4


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a service."""
    services = Services(world)
    defined: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.by_kind["other", "service"]:
        if not world.archived(fact.path):
            defined[services.base(fact.subject)].append(replace(fact, value="defined"))
    planned, present = _said(claims, services, world)
    for name in sorted(planned.keys() & defined.keys()):
        there = [fact for fact in present[name] if services.home(fact.path, name) == ""]
        home = [fact for fact in planned[name] if services.home(fact.path, name) == ""]
        proofs = [fact for fact in defined[name] if "/" not in fact.path][:_MAX_PROOFS]
        if home and proofs:
            yield finding("status", name, "presence", [*home, *there], proofs, agrees=_stands)


def _said(claims: Sequence[Fact], services: Services, world: World) -> tuple[dict[str, list[Fact]], ...]:
    """What documents plan, and what they speak of as of a thing that is there, by service."""
    planned: dict[str, list[Fact]] = defaultdict(list)
    present: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if world.silent(fact.path):
            continue
        now = world.documents[fact.path].role == "living" and not state(fact.scope)
        if fact.attribute == "presence" and world.documents[fact.path].role != "record":
            planned[services.exact(fact.subject)].append(fact)
        elif fact.kind == "port":
            present[services.subject(fact.subject)].append(replace(fact, value="present"))
        elif fact.attribute == "progress" and fact.value == "planned" and (now or _plans(fact, world)):
            planned[services.exact(fact.subject)].append(fact)
        elif fact.attribute == "progress" and fact.value == "described" and now:
            for name in services.named(tokens(fact.subject)):
                present[name].append(replace(fact, value="present"))
    return planned, present


def _plans(fact: Fact, world: World) -> bool:
    """Whether nothing but the plan itself makes the claim one about the future."""
    return world.documents[fact.path].role == "living" and state(fact.scope) <= {"target"}


def _stands(claimed: str, _: str) -> bool:
    return claimed == "present"
