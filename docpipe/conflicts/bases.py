"""One limit or price of one page that counts by two things: per account, and per organization."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from docpipe.conflicts.attributes.terms import normal
from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.world import World, together
from docpipe.model import Conflict, Fact

_SHARED = 3  # words that both lines say of it
_MANY = 20  # lines of a page, beyond which it tells of many limits


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a page and pair of lines."""
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in living(claims, "basis", world):
        told[fact.path].append(fact)
    for _, facts in sorted(told.items()):
        for one, other in combinations(facts, 2) if len(facts) <= _MANY else ():
            shared = frozenset(normal(one.subject)) & frozenset(normal(other.subject))
            if one.line + 1 == other.line or one.value == other.value or not together(one.scope, other.scope):
                continue  # lines of one list tell of several limits
            if len(shared) >= _SHARED:
                subject = " ".join(word for word in one.subject.split() if shared.issuperset(normal(word) or "?"))
                yield finding("other", subject, "counted per", [one, other], confidence=0.6)
