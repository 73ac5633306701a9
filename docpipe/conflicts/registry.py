"""Compose services, manifests and documents -> the registry: what is defined, what is documented, and the gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from docpipe.conflicts.services import Services
from docpipe.conflicts.world import World, tokens
from docpipe.model import Conflict, Fact, Service


def registry(claims: Sequence[Fact], conflicts: Sequence[Conflict], world: World) -> tuple[Service, ...]:
    """Every service that a compose file defines, by name: its host ports, health check, places and gaps.

    `status` is `defined`: what documents claim of it is a claim, and stands there. A service that only documents name
    is no entry yet: its name alone does not tell a service from a heading.
    """
    services = Services(world)
    defined: dict[str, set[str]] = defaultdict(set)
    ports: dict[str, set[str]] = defaultdict(set)
    health: dict[str, str] = {}
    for fact in world.by_kind["other", "service"]:
        defined[fact.subject].add(fact.path)
    for fact in world.by_kind["port", "host port"]:
        if fact.source == "compose":
            ports[fact.subject].add(fact.value)
    for fact in world.by_kind["command", "health check"]:
        health.setdefault(fact.subject, fact.value)
    documented = _documented(claims, services, world)
    disagreeing = {conflict.subject for conflict in conflicts if conflict.kind == "port"}
    return tuple(
        Service(
            name,
            "defined",
            tuple(sorted(ports[name], key=int)),
            health.get(name),
            tuple(sorted(documented[services.base(name)])),
            tuple(sorted(defined[name])),
            tuple(_gaps(bool(documented[services.base(name)]), services.base(name) in disagreeing)),
        )
        for name in sorted(defined)
    )


def _gaps(documented: bool, disagrees: bool) -> list[str]:
    return [*([] if documented else ["defined but not documented"]), *(["ports disagree"] if disagrees else [])]


def _documented(claims: Sequence[Fact], services: Services, world: World) -> dict[str, set[str]]:
    """Documents that give a service a port, or a heading of its own."""
    found: dict[str, set[str]] = defaultdict(set)
    for fact in claims:
        if fact.kind == "port":
            found[services.subject(fact.subject)].add(fact.path)
    for path, document in world.documents.items():
        for section in document.sections:
            if section.trail and len(words := tokens(section.trail[-1])) <= 6:
                for name in services.named(words):
                    found[name].add(path)
    return found
