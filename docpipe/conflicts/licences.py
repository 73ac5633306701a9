"""The licence of the repository, or of a component, that documents name: against its licence file and manifest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact
from docpipe.text import licences


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component."""
    proofs: dict[str, list[Fact]] = defaultdict(list)
    for fact in _witnesses(world):
        proofs[fact.path.rpartition("/")[0]].append(fact)
    groups: dict[str, list[Fact]] = defaultdict(list)
    said: dict[str, set[str]] = defaultdict(set)
    named = [fact for fact in claims if fact.source == "licence" and not world.silent(fact.path)]
    for fact in named:
        said[fact.path].add(fact.value)
    for fact in named:
        if len(said[fact.path]) == 1 and not state(fact.scope):  # who names several speaks of several things
            groups[_home(fact.path, proofs, world)].append(fact)
    for home, facts in sorted(groups.items()):
        yield from _judge(home, facts, proofs.get(home, []))


def _witnesses(world: World) -> Iterator[Fact]:
    yield from world.by_kind["other", "licence"]
    for fact in world.by_kind["other", "package license"]:
        named = licences.names(fact.value)
        if len(named) == 1:
            yield replace(fact, value=named[0])


def _home(path: str, proofs: dict[str, list[Fact]], world: World) -> str:
    """The nearest folder above that has a licence of its own; a component without one says nothing of the whole."""
    folder = path.rpartition("/")[0]
    while folder and folder not in proofs and folder not in world.components:
        folder = folder.rpartition("/")[0]
    return folder


def _judge(home: str, facts: Sequence[Fact], proofs: Sequence[Fact]) -> Iterator[Conflict]:
    wrong = [fact for fact in facts if proofs and not any(licences.same(fact.value, proof.value) for proof in proofs)]
    apart = any(not licences.same(one.value, other.value) for one in facts for other in facts)
    if wrong or (apart and not proofs):
        yield finding(
            "other", home or "project", "licence", facts, proofs, agrees=licences.same, severity="high", scope=home
        )
