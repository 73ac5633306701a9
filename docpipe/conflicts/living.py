"""Claims that count today: those of living documents, and of them those of documents that give a thing one value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.world import World, state
from docpipe.model import Fact


def living(claims: Sequence[Fact], source: str, world: World) -> Iterator[Fact]:
    """The claims that one extractor read in living documents, without examples, targets and the past."""
    for fact in claims:
        if fact.source != source or world.silent(fact.path) or state(fact.scope):
            continue
        if world.documents[fact.path].role != "record":
            yield fact


def single(facts: Sequence[Fact]) -> list[Fact]:
    """The claims of documents that give one value; who gives several tells them apart, or leaves the choice."""
    given: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        given[fact.path].add(fact.value)
    return [fact for fact in facts if len(given[fact.path]) == 1]
