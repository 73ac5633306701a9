"""A thing that one document calls read-only, stateless or authenticated, and another calls the opposite."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import at, lists, split, stem

_TICKED = re.compile(r"`([^`\n]{4,60})`")
_SHARED = 2  # telling words that two clauses must share
_SHARE = 0.6  # of the telling words of the shorter one
_NAMED = 8  # telling words at most beside a shared name between ticks
_COMMON = 60  # clauses with one word, beyond which it joins nothing


@dataclass(frozen=True, slots=True)
class _Said:
    fact: Fact
    words: frozenset[str]
    names: frozenset[str]


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a thing and property, with all clauses that share its words."""
    groups: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for fact in living(claims, "property", world):
        groups[world.component(fact.path), fact.attribute].append(_said(fact, world))
    plain = {(fact.path, fact.line, fact.attribute) for fact in claims if fact.source == "clause"}
    siblings = Siblings(world)
    for (component, name), told in sorted(groups.items()):
        rivals: list[dict[int, _Said]] = []  # clauses that are joined by one at odds with both
        for one, other in _near(told):
            if one.words == other.words and all(_place(said.fact) in plain for said in (one, other)):
                continue  # two plain sentences, which `clauses` compares
            if _clash(one, other) and not siblings.apart(one.fact.path, other.fact.path):
                joined = [sides for sides in rivals if id(one) in sides or id(other) in sides]
                rivals = [sides for sides in rivals if sides not in joined]
                rivals.append({id(said): said for sides in (*joined, {0: one, 1: other}) for said in sides.values()})
        for sides in rivals:
            yield _conflict(list(sides.values()), name, component)


def _conflict(sides: Sequence[_Said], name: str, component: str) -> Conflict:
    """One conflict, named by the words that most of its clauses share."""
    counted = Counter(word for one in sides for word in one.words)
    subject = " ".join(sorted(word for word, count in counted.items() if 2 * count > len(sides)))
    facts = [one.fact for one in sides]
    return finding("polarity", subject or facts[0].subject, name, facts, scope=component, confidence=0.6)


def _said(fact: Fact, world: World) -> _Said:
    """A clause with the words and names that tell what it is about: not the property, nor the product's own name."""
    known, given = lists(), split(fact.subject)
    told = next((phrase for index in range(len(given)) if (phrase := at(given, index, known.properties))), ())
    bare = [word for word in given if word not in told and not at([word], 0, known.negation)]
    left = (word for word in bare if (word,) not in known.empty and word[0].isalpha())
    names = frozenset(name for name in _TICKED.findall(fact.subject) if not set(tokens(name)) <= world.product)
    return _Said(fact, frozenset(stem(word) for word in left if not set(tokens(word)) <= world.product), names)


def _near(told: Sequence[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Pairs of clauses with a rare word or a name in common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(told):
        for word in one.words | one.names:
            holders[word].append(index)
    pairs = {pair for places in holders.values() if len(places) <= _COMMON for pair in combinations(places, 2)}
    for first, second in sorted(pairs):
        yield told[first], told[second]


def _place(fact: Fact) -> tuple[str, int, str]:
    return fact.path, fact.line, fact.attribute


def _clash(one: _Said, other: _Said) -> bool:
    if one.fact.value == other.fact.value or one.fact.path == other.fact.path:
        return False
    shared = one.words & other.words
    alike = len(shared) >= max(_SHARED, _SHARE * min(len(one.words), len(other.words)))
    named = bool(one.names & other.names) and max(len(one.words), len(other.words)) <= _NAMED
    return (alike or named) and together(one.fact.scope, other.fact.scope)
