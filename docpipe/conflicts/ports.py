"""Port claims of one service that cannot all be right, among documents and against compose files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.services import Services
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a service and component."""
    services = Services(world)
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.kind != "port" or fact.attribute == "container port" or world.silent(fact.path):
            continue
        subject = services.subject(fact.subject)
        if subject and not state(fact.scope):
            groups[services.home(fact.path, subject), subject].append(fact)
    for (home, subject), facts in sorted(groups.items()):
        yield from _judge(home, subject, facts, services, world)


def _judge(home: str, subject: str, facts: list[Fact], services: Services, world: World) -> Iterator[Conflict]:
    """Compose decides where it speaks; among documents, a port is single only if no document gives the subject two."""
    inner = {fact.value for fact in services.ports(home, subject, "container port")}
    published = services.ports(home, subject, "host port")
    claims = [fact for fact in facts if not (fact.attribute == "port" and fact.value in inner)]
    if published:
        wrong = [fact for fact in claims if not _agrees(fact, published)]
        if not world.current(wrong):
            return
        evidence = _relevant(wrong, published)
        claims = [fact for fact in claims if fact in wrong or any(together(fact.scope, other.scope) for other in wrong)]
    else:
        several = _several(claims)
        claims = [fact for fact in claims if fact.path not in several]
        scoped = {fact.value for fact in claims if _env(fact)}
        wrong = [one for one in claims if any(_clash(one, other, scoped) for other in claims)]
        if not world.current(wrong):
            return
        claims, evidence = wrong, []
    yield finding(
        "port", subject, "host port", claims, evidence, severity="high", scope=home,
    )  # fmt: skip


def _agrees(fact: Fact, published: Sequence[Fact]) -> bool:
    """Whether compose has the port so.

    Of an environment that no compose file is for it says nothing; the one that names none is what a developer runs.
    """
    if (
        _env(fact)
        and "env:development" not in fact.scope
        and not any(_env(proof) and together(proof.scope, fact.scope) for proof in published)
    ):
        return True
    return any(proof.value == fact.value for proof in _relevant([fact], published))


def _relevant(claims: Sequence[Fact], published: Sequence[Fact]) -> list[Fact]:
    """The evidence whose scope the claims share: a file for one environment speaks for others only if alone."""
    found = []
    for proof in published:
        scoped = any(entry.startswith("env:") for entry in proof.scope)
        if any(together(proof.scope, claim.scope) and (not scoped or _env(claim)) for claim in claims):
            found.append(proof)
    return found or list(published)


def _env(fact: Fact) -> bool:
    return any(entry.startswith("env:") for entry in fact.scope)


def _clash(one: Fact, other: Fact, scoped: set[str]) -> bool:
    """Two ports for one scope. What is said of no environment is explained if some environment has it so."""
    if one.value == other.value or not together(one.scope, other.scope):
        return False
    return _env(one) == _env(other) or (one if _env(other) else other).value not in scoped


def _several(claims: Sequence[Fact]) -> frozenset[str]:
    """Documents that give the subject more than one port in one scope: their subject is a family of services."""
    found = defaultdict(set)
    for fact in claims:
        found[fact.path, tuple(entry for entry in fact.scope if entry.startswith("env:"))].add(fact.value)
    return frozenset(path for (path, _), values in found.items() if len(values) > 1)
