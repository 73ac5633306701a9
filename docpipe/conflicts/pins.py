"""The project's own release, pinned at several versions: guides of one release should name one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a package that some documents pin at its manifest's version, and others at another one."""
    names = {fact.path: tokens(fact.value) for fact in world.by_kind["other", "package name"]}
    own: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in world.by_kind["other", "package version"]:
        if fact.path in names and not world.archived(fact.path):
            own[names[fact.path]].append(fact)
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "pin" or world.silent(fact.path) or world.documents[fact.path].role == "record":
            continue
        if tokens(fact.subject) in own and not state(fact.scope) and not _of_release(fact):
            groups[tokens(fact.subject)].append(fact)
    for name, facts in sorted(groups.items()):
        proofs = own[name]
        true = {proof.value for proof in proofs}
        wrong = [fact for fact in facts if fact.value not in true]
        if wrong and len(wrong) < len(facts) and len(true) == 1:
            yield finding("version", "-".join(name), "pinned release", facts, proofs, wrong=wrong, confidence=0.7)


def _of_release(fact: Fact) -> bool:
    return any(entry.startswith("version:") for entry in fact.scope)
