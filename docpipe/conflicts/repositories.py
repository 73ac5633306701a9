"""The address of the project's own repository, and the folder it is cloned to, stated differently."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact

_PLACEHOLDER = re.compile(
    r"your|username|<|>|\{|example|org/repo|user/repo|owner/repo|my-?org|acme|fork", re.IGNORECASE
)


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component."""
    proofs = [fact for fact in world.by_kind["url", "repository"] if not _PLACEHOLDER.search(fact.value)]
    addresses: dict[str, list[Fact]] = defaultdict(list)
    folders: dict[str, list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute not in ("clone address", "project address", "folder after cloning"):
            continue
        if world.silent(fact.path) or state(fact.scope) or _PLACEHOLDER.search(fact.value):
            continue
        if fact.attribute != "folder after cloning":
            addresses[world.component(fact.path)].append(fact)
        else:
            folders[world.component(fact.path)].append(fact)
    for component, facts in sorted(addresses.items()):
        yield from _addresses(component, facts, proofs, world)
    for component, facts in sorted(folders.items()):
        own = _without_neighbours([fact for fact in facts if _own(fact.value, world, component)])
        if len({fact.value.lower() for fact in own}) > 1:
            yield finding("path", "repository", "folder after cloning", own, scope=component)


def _addresses(component: str, facts: list[Fact], proofs: list[Fact], world: World) -> Iterator[Conflict]:
    own = [fact for fact in facts if _own(fact.value, world, component)]
    own = _without_neighbours(own)
    if len({fact.value for fact in own}) < 2:
        return
    true = [fact for fact in proofs if fact.path.rpartition("/")[0] == component]
    evidence = [
        Fact(
            fact.kind,
            fact.subject,
            fact.attribute,
            _plain(fact.value),
            fact.scope,
            fact.path,
            fact.line,
            fact.quoted,
            fact.source,
        )
        for fact in true
    ]
    yield finding("url", "repository", "address", own, evidence, scope=component)


def _without_neighbours(facts: list[Fact]) -> list[Fact]:
    """Without projects beside it: a name that goes on where another ends is its notes, its site, its next edition."""
    names = {fact.value.rsplit("/", 1)[-1].lower() for fact in facts}
    beside = {name for name in names if any(name != other and name.startswith(other) for other in names)}
    return [fact for fact in facts if fact.value.rsplit("/", 1)[-1].lower() not in beside]


def _own(address: str, world: World, component: str) -> bool:
    """Whether an address is the project's own: its last part shares a telling word with the project's name."""
    name = set(tokens(address.rsplit("/", 1)[-1]))
    return bool(name & (world.product | set(tokens(component.rsplit("/", 1)[-1])))) or name == set(
        tokens(world.tree.root.rsplit("/", 1)[-1])
    )


def _plain(url: str) -> str:
    text = re.sub(r"^(?:git\+)?(?:https?|ssh)://(?:git@)?|^git@", "", url)
    return text.replace(":", "/").removesuffix("/").removesuffix(".git").lower()
