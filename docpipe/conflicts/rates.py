"""A door that lets so many through here, and more there, under the names that it goes by: signing in, all of an API.

Limits of a thing that two documents call alike are compared as amounts of attributes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import single
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.wordlists import words

# Words that tell no limited thing from another.
_WEAK = words(
    "the a an of to for per and with on by in all each any rate rates limit limits limiting limited limiter "
    "request requests attempt attempts call calls endpoint endpoints route routes ip ips user users maximum max "
    "protection is are at api apis brute force window account"
)
_DOORS = {
    "login": "login signin logins auth authentication anmeldung connexion",
    "register": "register registration signup registrierung registro inscription",
    "general": "general default global standard overall allgemein général",
}
_DOOR = {word: door for door, names in _DOORS.items() for word in names.split()}
_API = words("api apis")


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and limited thing."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "rate" and not world.silent(fact.path) and not state(fact.scope):
            groups[world.component(fact.path), _thing(fact.subject, world)].append(fact)
    siblings = Siblings(world)
    for (component, thing), facts in sorted(groups.items()):
        sure = single(facts)
        sides = [one for one in sure if any(_clash(one, other, siblings) for other in sure)]
        if thing and world.current(sides):
            yield finding("value", thing, "rate limit", sides, scope=component, confidence=0.7)


def _thing(subject: str, world: World) -> str:
    """The door that a few words name, "" for any other thing; "API calls" are all calls."""
    given = tokens(subject)
    named = {_DOOR.get(word, "") for word in given if word not in _WEAK and word not in world.product}
    return named.pop() if len(named) == 1 else "general" if not named and not _API.isdisjoint(given) else ""


def _clash(one: Fact, other: Fact, siblings: Siblings) -> bool:
    return (
        one.path != other.path
        and _per_second(one) != _per_second(other)
        and together(one.scope, other.scope)
        and not siblings.apart(one.path, other.path)
    )


def _per_second(fact: Fact) -> float:
    number, _, window = fact.value.removesuffix(" s").partition(" per ")
    return float(number) / float(window)
