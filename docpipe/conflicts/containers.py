"""Containers that a document's commands reach under a name that no compose file gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.services import home_of
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact

_NUMBERED = re.compile(r"[-_]\d+$")  # what compose itself appends


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a service whose container has a name, and whose own word an unknown name holds."""
    named: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.by_kind["other", "container name"]:
        if not world.archived(fact.path):
            named[fact.value].append(fact)
    given = {fact.value for fact in claims if fact.source == "container given"}
    services = {fact.subject for fact in world.by_kind["other", "service"]}
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "container" and not world.silent(fact.path) and not state(fact.scope):
            told[fact.value].append(fact)
    wrong: dict[str, list[Fact]] = defaultdict(list)
    for name in sorted(told):
        if name in named or name in given or name in services or _NUMBERED.search(name):
            continue
        for fact in told[name]:
            meant = _meant(name, [proof for proofs in named.values() for proof in proofs if _about(proof, fact)])
            if meant:
                wrong[meant].append(fact)
    for service, facts in sorted(wrong.items()):
        proofs = [
            proof
            for proofs in named.values()
            for proof in proofs
            if proof.subject == service and any(_about(proof, fact) for fact in facts)
        ]
        right = [fact for proof in proofs for fact in told.get(proof.value, ())]
        if world.current(facts):
            yield finding("other", service, "container name", [*facts, *right], proofs, wrong=facts)


def _about(proof: Fact, fact: Fact) -> bool:
    """Whether a document may speak of a compose file: it lies at or below the folder that the file is at home in."""
    folder = home_of(proof.path)
    return not folder or fact.path.startswith(f"{folder}/")


def _meant(name: str, near: Sequence[Fact]) -> str:
    """The one service whose name an unknown container name holds, and whose containers have names of their own."""
    words = set(tokens(name))
    found = {fact.subject for fact in near if set(tokens(fact.subject)) <= words}
    found = {one for one in found if not any(set(tokens(one)) < set(tokens(other)) for other in found)}
    return found.pop() if len(found) == 1 else ""
