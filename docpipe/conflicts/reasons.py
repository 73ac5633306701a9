"""One document that gives one error two statuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from docpipe.conflicts.attributes.terms import normal
from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.world import World, together
from docpipe.model import Conflict, Fact

_SHARED = 3  # telling words of a reason
_MANY = 40  # reasons of a document, beyond which it is a catalogue of errors


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a document and pair of statuses."""
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in living(claims, "reason", world):
        told[fact.path].append(fact)
    for _, facts in sorted(told.items()):
        seen: set[tuple[int, int]] = set()
        for one, other in combinations(facts, 2) if len(facts) <= _MANY else ():
            places = one.line, other.line
            if one.value != other.value and places not in seen and _alike(one, other):
                seen.add(places)
                yield finding("status", one.subject, "response status", [one, other], confidence=0.7)


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two reasons of one list differ in a word at most: bucket or database, what it has outlived is one."""
    if one.context[1] != other.context[1] or not together(one.scope, other.scope):
        return False  # two requests fail for one reason in two ways
    mine, theirs = normal(one.subject), normal(other.subject)
    shared = frozenset(mine) & frozenset(theirs)
    kept = [[word for word in words if word in shared] for words in (mine, theirs)]
    return len(shared) >= _SHARED and kept[0] == kept[1] and max(len(mine), len(theirs)) <= len(kept[0]) + 1
