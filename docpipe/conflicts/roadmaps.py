"""A feature that a document of the whole project still plans, and that another one ticks as done."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docpipe.conflicts.finding import finding
from docpipe.conflicts.moments import ahead, contemporary, of_now
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import stem
from docpipe.text.wholes import of_whole
from docpipe.text.wordlists import words

_WEAK = words(
    "a an the of in to for and or with on by at as from per is are be all any each our your via using based into no "
    "add create implement implemented implementation support supported system feature features new full complete "
    "comprehensive enterprise deployment deployments service services module component ready working"
)
_MAX_SHARED = 60  # features that share a word, from which on it brings no two together
_SHARE = 0.85  # of what is there, by the weight of its words
_OTHER = 0.7  # of what is planned
_MAX_PLACES = 8
_MIN_SHARED = 2
_MANY = 4  # words of a name from which on one may be missing on the other side
_ON_PAPER = words("design designed plan planned planning specification defined documented proposal concept strategy")
# Who plans more of a thing does not deny that there is some.
_MORE = words(
    "enhanced advanced improved better extended additional enhancements improvements erweiterte avanzado avancé"
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Feature:
    fact: Fact
    words: frozenset[str]


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a feature that is planned and done."""
    told = [
        _Feature(fact, name)
        for fact in claims
        if fact.attribute == "roadmap" and not world.silent(fact.path)
        if len(name := _telling(fact.subject, world)) > 1
    ]
    weight = _weights(told, world)
    done: dict[str, list[_Feature]] = defaultdict(list)
    for one in told:
        if one.fact.value != "planned" and _stands(one.fact, world):
            for word in one.words:
                done[word].append(one)
    plans: dict[frozenset[str], list[_Feature]] = defaultdict(list)
    for one in told:
        if one.fact.value == "planned" and _of_all(one.fact, world):
            plans[one.words].append(one)
    for name, planned in sorted(plans.items(), key=lambda item: sorted(item[0])):
        near = {id(other): other for word in name if len(done[word]) <= _MAX_SHARED for other in done[word]}
        rivals = [
            other
            for other in near.values()
            if _alike(planned[0], other, weight) and any(_meet(one.fact, other.fact, world) for one in planned)
        ]
        ticked = [other.fact for other in rivals if other.fact.value == "done"]
        described = [other.fact for other in rivals if other.fact.value == "described" and _of_all(other.fact, world)]
        if ticked and len(ticked) + len(described) < _MAX_PLACES:
            places = [*(one.fact for one in planned), *ticked, *described]
            yield finding("status", " ".join(sorted(name)), "roadmap", places, confidence=0.6, severity="low")


def _meet(one: Fact, other: Fact, world: World) -> bool:
    """Whether two documents speak of one component, at one time."""
    return (
        one.path != other.path
        and world.component(one.path) == world.component(other.path)
        and contemporary(one, other, world)
        and together(one.scope, other.scope)
    )


def _telling(text: str, world: World) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.lower()) if word not in _WEAK) - world.product


def _weights(told: Sequence[_Feature], world: World) -> dict[str, float]:
    """How much a word tells: the rarer among documents, the more."""
    holders: dict[str, set[str]] = defaultdict(set)
    for one in told:
        for word in one.words:
            holders[word].add(one.fact.path)
    return {word: math.log(1 + len(world.documents) / len(paths)) for word, paths in holders.items()}


def _stands(fact: Fact, world: World) -> bool:
    """Whether what is ticked or described is there now, and not on paper, in an example or a goal."""
    return (
        of_now(fact, world)
        and not state(fact.scope)
        and not ahead(fact)
        and _ON_PAPER.isdisjoint(_WORD.findall(fact.quoted.lower()))
    )


def _of_all(fact: Fact, world: World) -> bool:
    """Whether a document speaks for the whole project; the plans of a guide are plans for what it is about."""
    whole = of_whole(fact.path, world.documents[fact.path].title)
    return whole and of_now(fact, world) and world.component(fact.path) == ""


def _alike(one: _Feature, other: _Feature, weight: dict[str, float]) -> bool:
    """Whether a plan and what is there mean one feature: each says the words of the other."""
    said = other.words | {stem(word) for word in _WORD.findall(other.fact.quoted.lower())}
    unsaid = one.words - said
    if len(one.words & other.words) < _MIN_SHARED or len(unsaid) > (len(one.words) >= _MANY) or unsaid & _MORE:
        return False
    mine, theirs, both, told = (
        sum(weight[word] for word in sorted(name))
        for name in (one.words, other.words, one.words & other.words, one.words & said)
    )
    return both >= _SHARE * theirs and told >= _OTHER * mine
