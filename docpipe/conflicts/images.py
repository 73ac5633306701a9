"""Image tags that documents quote, against the compose files and Dockerfiles that they describe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact
from docpipe.text.releases import Release, release, same


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict an image and component: tags that no file of the component has, where its files have one."""
    proofs: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.by_kind["version", "image tag"]:
        if not world.archived(fact.path):
            proofs[fact.subject].append(fact)
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute != "image tag" or state(fact.scope) or world.silent(fact.path):
            continue
        if release(fact.value) and world.documents[fact.path].role != "record":
            groups[world.component(fact.path), fact.subject].append(fact)
    for (component, name), facts in sorted(groups.items()):
        near = [
            fact
            for fact in proofs[name]
            if world.above(fact.path) == component or (not component and fact.path.count("/") < 2)
        ]
        true = [value for fact in near if (value := release(fact.value))]
        if not true or true[0].numbers[0] > 1000 or len({value.numbers[0] for value in true}) > 1:
            continue
        wrong = [fact for fact in facts if not any(_agree(fact, value) for value in true)]
        if wrong:
            yield finding("version", name, "image tag", facts, near, agrees=_same, scope=component, confidence=0.7)


def _agree(fact: Fact, value: Release) -> bool:
    claimed = release(fact.value)
    return bool(
        claimed and (same(claimed, value) or (claimed.numbers[0] == value.numbers[0] and len(claimed.numbers) > 2))
    )


def _same(left: str, right: str) -> bool:
    mine, theirs = release(left), release(right)
    return bool(mine and theirs and same(mine, theirs))
