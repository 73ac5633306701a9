"""A branch that documents name and no workflow listens to, where the workflows name another one of its kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """At most one conflict about the main branch, and one about the one where work is integrated."""
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "branch" and not world.silent(fact.path) and not state(fact.scope) - {"target"}:
            groups[fact.attribute].append(fact)
    for attribute, facts in sorted(groups.items()):
        proofs = [fact for fact in world.by_kind["other", attribute] if fact.source == "workflow"]
        true = {proof.value for proof in proofs}
        if len(true) == 1:
            wrong = [fact for fact in facts if fact.value not in true]
        else:
            several = {fact.path for fact in facts if any(fact.path == o.path and fact.value != o.value for o in facts)}
            facts = [fact for fact in facts if fact.path not in several]
            wrong = facts if len({fact.value for fact in facts}) > 1 and not true else []
        if world.current(wrong):
            yield finding("other", "repository", attribute, facts, proofs, wrong=wrong)
