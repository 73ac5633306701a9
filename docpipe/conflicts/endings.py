"""One file under two endings: `values.yaml` in the step and `values.yml` in its command, `go.mjs` in the next page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Document, Fact

# Endings that say the same of a file, so that a step hardly means two files by them.
_SCRIPTS = frozenset({"js", "mjs"})
_ALIKE = (frozenset({"yml", "yaml"}), _SCRIPTS)
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
    yield from _next_pages(named, world)


def _next_pages(named: Mapping[tuple[str, str], Sequence[Fact]], world: World) -> Iterator[Conflict]:
    """Scripts that one page has the reader create, and a page that goes on from it takes in under another ending."""
    pages: dict[tuple[str, str], list[tuple[str, Sequence[Fact]]]] = defaultdict(list)
    for (path, stem), facts in named.items():
        if len({fact.value for fact in facts}) == 1 and world.documents[path].role == "living":
            pages[path.rpartition("/")[0], stem].append((path, facts))
    differing: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for (_, _), told in sorted(pages.items()):
        for one, mine in told:
            for other, theirs in told:
                if _endings({mine[0].value, theirs[0].value}) == _SCRIPTS and _leads(world.documents[other], one):
                    differing[one, other] += [*mine, *theirs]
    for (one, _), facts in sorted(differing.items()):
        if any(fact.source == "import" for fact in facts):
            yield finding("path", facts[0].value, "file name", facts, scope=one, confidence=0.7, severity="high")


def _leads(document: Document, path: str) -> bool:
    """Whether a page links to another one of its folder."""
    name = path.rsplit("/", 1)[-1].rpartition(".")[0]
    targets = (
        link.target.partition("?")[0].partition("#")[0] for section in document.sections for link in section.links
    )
    return any(target.rstrip("/").rsplit("/", 1)[-1].partition(".")[0] == name for target in targets)


def _endings(values: set[str]) -> frozenset[str]:
    return frozenset(value.rpartition(".")[2] for value in values)


def _together(facts: Sequence[Fact]) -> bool:
    """Whether one line names both: it tells them apart, or says that either will do."""
    lines: dict[int, set[str]] = defaultdict(set)
    for fact in facts:
        lines[fact.line].add(fact.value)
    return any(len(values) > 1 for values in lines.values())


def _beside(one: Fact, other: Fact) -> bool:
    """Whether another ending stands near; a list that has each on a line of its own knows of both."""
    if all(fact.quoted.strip("-*+ `") == fact.value for fact in (one, other)):
        return False
    return one.value != other.value and abs(one.line - other.line) <= _NEAR
