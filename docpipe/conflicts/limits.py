"""Memory and processors that documents grant a service, against the limits that compose sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.services import Services, home_of, speaking
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact
from docpipe.text.quantities import equal, quantity


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a service and limit: claims that no compose file of their environment bears out."""
    services = Services(world)
    proofs: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for attribute in ("memory limit", "cpu limit"):
        for fact in world.by_kind["value", attribute]:
            if not world.archived(fact.path) and "$" not in fact.value:
                proofs[services.base(fact.subject), attribute].append(fact)
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "limit" and not world.silent(fact.path) and not state(fact.scope):
            groups[services.subject(fact.subject), fact.attribute].append(fact)
    for (name, attribute), facts in sorted(groups.items()):
        near = [fact for fact in proofs[name, attribute] if not home_of(fact.path)]
        wrong = [fact for fact in facts if near and not _borne_out(fact, near)]
        if world.current(wrong):
            proofs_told = [proof for proof in near if any(proof in speaking(fact, near) for fact in wrong)]
            yield finding("value", name, attribute, facts, proofs_told, agrees=_same, wrong=wrong)


def _borne_out(fact: Fact, proofs: Sequence[Fact]) -> bool:
    relevant = [proof for proof in proofs if together(proof.scope, fact.scope)]
    return not relevant or any(_same(fact.value, proof.value) for proof in speaking(fact, relevant))


def _same(left: str, right: str) -> bool:
    mine, theirs = (quantity(text.replace("GB", "G").replace("MB", "M").replace("M", "MB")) for text in (left, right))
    return bool(mine and theirs and equal(mine, theirs))
