"""One account that documents give two passwords."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from docpipe.conflicts.bound import bound
from docpipe.conflicts.finding import finding
from docpipe.conflicts.placeholders import PLACEHOLDER
from docpipe.conflicts.services import Services
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.technologies import lexicon
from docpipe.text.wordlists import words

_EVERYONE = words("admin administrator root user guest test demo postgres sa dev default")
_MANY = 3


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict an account; of names that every service has, one a service."""
    services = Services(world)
    passwords: dict[tuple[str, str], set[str]] = defaultdict(set)
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "account" or world.silent(fact.path) or state(fact.scope) or PLACEHOLDER.search(fact.value):
            continue
        passwords[fact.path, fact.subject].add(fact.value)
        for owner in _owners(fact, services):
            groups[owner, fact.subject].append(fact)
    for (owner, user), facts in sorted(groups.items()):
        single = [fact for fact in facts if len(passwords[fact.path, user]) == 1]
        sides = [one for one in single if any(_clash(one, other) for other in single)]
        if 1 < len({fact.value for fact in sides}) <= _MANY and world.current(sides):
            right = [fact for fact in single if fact.value in {side.value for side in sides}]
            yield finding("value", f"{owner} {user}".strip(), "password", right, confidence=0.8)


def _owners(fact: Fact, services: Services) -> set[str]:
    """Whose account it is: its own name says it, else the service that the line or its headings name."""
    if fact.subject.lower() not in _EVERYONE:
        return {""}
    for text in (fact.quoted, *fact.context[1:]):
        given = tokens(text)
        named = services.named(given) | {word for word in given if (word,) in _products()}
        named = {name.lower() for name in named} - _EVERYONE
        if named:
            return named
    return set()


@cache
def _products() -> set[tuple[str, ...]]:
    return {phrase for phrases in lexicon().products.values() for phrase, _ in phrases}


def _clash(one: Fact, other: Fact) -> bool:
    return one.value != other.value and together(one.scope, other.scope) and bound(one)[0] == bound(other)[0]
