"""Further places of a conflict: what says one of its values of its subject, in words that start no conflict themselves.

A line whose owner only the document tells, or a report, would be a poor witness alone. Where a conflict stands
already, who mends it wants to see them. Nothing is called wrong by them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import place
from docpipe.conflicts.singular import singular
from docpipe.conflicts.world import World, apart, tokens
from docpipe.model import Claim, Conflict, Fact
from docpipe.text.wordlists import words

_MOST = 12  # further places of a conflict
_RANK = {"living": 0, "agent": 1, "record": 2}
_ADDRESS = "local address"
# What is so in one report and otherwise in the next, with time.
_PASSING = frozenset({"status", "polarity"})
# Names that every part of a system may have.
_COMMON = words("api app application web frontend backend server client service dashboard ui database db")
_ELSEWHERE = ("env:staging", "env:production", "state:past")
_PORTS = frozenset({"host port", "port", "container port", _ADDRESS})

_Place = tuple[str, int, str]


def echoed(conflicts: Sequence[Conflict], claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """The conflicts, with the first place of each further document that says one of the values that still stand."""
    told = {(claim.path, claim.line, claim.value) for conflict in conflicts for claim in conflict.claims}
    families: dict[_Place, set[str]] = defaultdict(set)
    for fact in claims:
        if (fact.path, fact.line, fact.value) in told and not fact.attribute.startswith("amount"):  # each section's own
            families[fact.path, fact.line, fact.value].add(_family(fact.attribute))
    asked = [_asked(conflict, families) for conflict in conflicts]
    wanted = frozenset[tuple[str, str]]().union(*asked)
    said: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        key = _family(fact.attribute), fact.value
        if key in wanted:
            said[key].append(fact)
    for conflict, keys in zip(conflicts, asked, strict=True):
        facts = [fact for key in sorted(keys) for fact in said[key]]
        further = list(_further(conflict, facts, world))[:_MOST]
        yield replace(conflict, claims=tuple(sorted((*conflict.claims, *further), key=place))) if further else conflict


def _asked(conflict: Conflict, families: Mapping[_Place, set[str]]) -> set[tuple[str, str]]:
    """The attributes that its claims are of, each with every value that may still be right."""
    values = {claim.value for claim in conflict.claims} if conflict.settled is None else {conflict.settled}
    found = (families.get((claim.path, claim.line, claim.value), ()) for claim in conflict.claims)
    return {(family, value) for members in found for family in members for value in values}


def _further(conflict: Conflict, facts: Sequence[Fact], world: World) -> Iterator[Claim]:
    """One place a document that does not stand in the conflict yet, of living documents first."""
    name = _words(conflict.subject) - world.product
    if not name - _COMMON or conflict.kind in _PASSING:
        return
    held = {claim.path for claim in conflict.claims}
    homes = {world.component(claim.path) for claim in conflict.claims}
    for fact in sorted(facts, key=lambda fact: (_RANK.get(world.documents[fact.path].role, 3), fact.path, fact.line)):
        if fact.path in held or world.silent(fact.path) or not _about(fact, name):
            continue
        home, elsewhere = world.component(fact.path), any(entry.startswith(_ELSEWHERE) for entry in fact.scope)
        near = home in homes or (_family(fact.attribute) == "port" and not all(apart(home, other) for other in homes))
        if near and not elsewhere and (conflict.settled is not None or _unheard(fact, world)):
            held.add(fact.path)
            yield Claim(fact.path, fact.line, fact.value, fact.quoted, "living")


def _unheard(fact: Fact, world: World) -> bool:
    """Whether no finder could have taken a fact for a side of its own: what it did not take for one has a reason."""
    return fact.attribute in (_ADDRESS, "number") or world.documents[fact.path].role == "record"


def _family(attribute: str) -> str:
    return "port" if attribute in _PORTS else attribute


def _words(text: str) -> set[str]:
    return {singular(word) for word in tokens(text)}


def _about(fact: Fact, name: set[str]) -> bool:
    """Whether the words around a fact name the subject, and its own words are of it; an address has none."""
    if name.isdisjoint(_words(fact.subject)) and _family(fact.attribute) != "port":
        return False
    around = () if fact.attribute == "number" else (fact.path, *fact.context)
    return name <= _words(" ".join((fact.subject, fact.quoted, *around)))
