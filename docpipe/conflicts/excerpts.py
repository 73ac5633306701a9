"""Versions in the excerpts that documents show: images and what a workflow sets up, against the files themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.stacks import Stacks
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact
from docpipe.text.releases import Release, release, same

_ATTRIBUTES = ("image tag", "set up version")


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a thing and component: versions that no file has where files have one, else two documents' two."""
    proofs: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in (*world.by_kind["version", "image tag"], *world.by_kind["version", "version"]):
        if not world.archived(fact.path) and (fact.attribute == "image tag" or fact.source == "workflow"):
            proofs[fact.attribute.replace("version", "set up version"), fact.subject].append(fact)
    stacks = Stacks(world)
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute not in _ATTRIBUTES or state(fact.scope) or world.silent(fact.path):
            continue
        if release(fact.value) and not (fact.attribute == "image tag" and stacks.service(fact.path, fact.line)):
            groups[world.component(fact.path), fact.attribute, fact.subject].append(fact)
    for (component, attribute, name), facts in sorted(groups.items()):
        known = proofs[attribute, name]
        near = [fact for fact in known if world.above(fact.path) == component] or known
        living = [fact for fact in facts if world.documents[fact.path].role == "living"]
        wrong = _refuted(living, near) if near else _rivals(living) if attribute == "set up version" else []
        if wrong:
            yield finding(
                "version", name, attribute, facts if near else wrong, near, agrees=_same, wrong=wrong, scope=component,
                confidence=0.7,
            )  # fmt: skip


def _refuted(facts: Sequence[Fact], near: Sequence[Fact]) -> list[Fact]:
    """Claims that agree with none of the files, where these agree on the major version."""
    true = [value for fact in near if (value := release(fact.value))]
    if not true or true[0].numbers[0] > 1000 or len({value.numbers[0] for value in true}) > 1:
        return []
    return [fact for fact in facts if not any(_agree(fact, value) for value in true)]


def _rivals(facts: Sequence[Fact]) -> list[Fact]:
    """Claims of documents that show one version each, and not the same."""
    values: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        values[fact.path].add(fact.value)
    single = [fact for fact in facts if len(values[fact.path]) == 1]
    return [
        one
        for one in single
        if any(not _same(one.value, other.value) and together(one.scope, other.scope) for other in single)
    ]


def _agree(fact: Fact, value: Release) -> bool:
    claimed = release(fact.value)
    return bool(claimed and (same(claimed, value) or claimed.numbers[:2] == value.numbers[:2]))


def _same(left: str, right: str) -> bool:
    mine, theirs = release(left), release(right)
    return bool(mine and theirs and same(mine, theirs))
