"""One file under two endings, a few lines apart: `values.yaml` in the step, `values.yml` in its command."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact

# Endings that say the same of a file, so that a step hardly means two files by them.
_ALIKE = (frozenset({"yml", "yaml"}), frozenset({"js", "mjs"}))
_NEAR = 8  # lines between a step and its command
_MAX_NEAR = 6  # pairs of places; a document with more speaks of two files


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a document and file."""
    named: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute == "file name" and not world.silent(fact.path) and not state(fact.scope) - {"example"}:
            stem, _, ending = fact.value.rpartition(".")
            if any(ending in endings for endings in _ALIKE):
                named[fact.path, stem].append(fact)
    known = {path.rsplit("/", 1)[-1] for path in world.tree.files}
    for (path, stem), facts in sorted(named.items()):
        values = {fact.value for fact in facts}
        if len(values) != 2 or values <= known or not any(_endings(values) == endings for endings in _ALIKE):
            continue
        if world.documents[path].role == "record" or _together(facts):
            continue
        near = [fact for fact in facts if any(_beside(fact, other) for other in facts)]
        if near and len(near) <= 2 * _MAX_NEAR:
            yield finding("path", stem, "file name", near, scope=path, confidence=0.7, severity="high")


def _endings(values: set[str]) -> frozenset[str]:
    return frozenset(value.rpartition(".")[2] for value in values)


def _together(facts: Sequence[Fact]) -> bool:
    """Whether one line names both: it tells them apart, or says that either will do."""
    lines: dict[int, set[str]] = defaultdict(set)
    for fact in facts:
        lines[fact.line].add(fact.value)
    return any(len(values) > 1 for values in lines.values())


def _beside(one: Fact, other: Fact) -> bool:
    return one.value != other.value and abs(one.line - other.line) <= _NEAR
