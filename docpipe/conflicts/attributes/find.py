"""Claims of one attribute of one thing that cannot all be true -> one conflict with all its places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from docpipe.conflicts.attributes.said import Said, said, spoken
from docpipe.conflicts.attributes.terms import normal, strong
from docpipe.conflicts.attributes.witnessed import witnessed
from docpipe.conflicts.bound import bound
from docpipe.conflicts.finding import finding
from docpipe.conflicts.frames.values import Amounts, shown
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact, Severity

_COMMON = 60  # claims of one attribute that a word may be in and still lead to pairs
_NAMED = 4  # words of a thing's name
_WORD = re.compile(r"[^\W_]+")
_MANY = 4  # amounts from which on these are several things, not one told differently
_TWICE = 2  # places that a conflict shares with one that is told
_AROUND = 0.3  # what equal surroundings count beside equal words for the thing
_DAY = 86400.0
_SEVERE = ("duration", "size", "rate")
Pair = tuple[Said, Said]


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component, attribute and thing."""
    every = list(spoken(claims, world))
    told = list(witnessed(every, world))
    yield from told
    taken = {(claim.path, claim.line) for conflict in told for claim in conflict.claims}
    groups: dict[tuple[str, str, str], list[Said]] = defaultdict(list)
    for one in said(every, world):
        groups[world.component(one.fact.path), one.attribute.name, one.dimension].append(one)
    siblings = Siblings(world)
    for (component, attribute, _), members in sorted(groups.items()):
        alike = [pair for pair in _met(members, world) if _comparable(*pair, world, siblings)]
        for sides in _joined([pair for pair in _open(alike) if _clash(*pair)]):
            places = {(one.fact.path, one.fact.line) for one in sides}
            if len({one.value for one in sides}) <= _MANY and len(places & taken) < _TWICE:
                yield _conflict(component, attribute, [*sides, *_agreeing(sides, members, world, siblings)])


def _agreeing(sides: Sequence[Said], members: Sequence[Said], world: World, siblings: Siblings) -> Iterator[Said]:
    """Further places that say one of the amounts of the thing, in more words or fewer than would tell it alone."""
    if sides[0].attribute.measured:
        return  # each part of the thing has a figure of its own
    shared = strong(frozenset.intersection(*(one.thing for one in sides)), world.product)
    values = {one.value for one in sides}
    held = {one.fact.path for one in sides}
    for one in members:
        if not shared or one.fact.path in held or one.value not in values or not shared <= one.thing:
            continue
        known = world.documents[one.fact.path].role == "living" and not state(one.fact.scope)
        if known and not any(siblings.apart(one.fact.path, path) for path in held):
            yield one


def _met(members: Sequence[Said], world: World) -> Iterator[Pair]:
    """Claims of two documents that share a word for their thing."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(members):
        for word in strong(one.thing, world.product):
            holders[word].append(at)
    met = {
        (first, second)
        for held in holders.values()
        if len(held) <= _COMMON
        for index, second in enumerate(held)
        for first in held[:index]
    }
    for first, second in sorted(met):
        if members[first].fact.path != members[second].fact.path:
            yield members[first], members[second]


def _comparable(one: Said, other: Said, world: World, siblings: Siblings) -> bool:
    """Whether two speak of one thing as it is now: no word for the thing that the other knows nothing of."""
    if one.thing - other.known or other.thing - one.known:
        return False
    if not together(one.fact.scope, other.fact.scope) or siblings.apart(one.fact.path, other.fact.path):
        return False
    if one.own == other.own and not strong(one.own & one.thing, world.product) and _titled_apart(one, other, world):
        return False  # pages of one form about two things
    mine, theirs = (bound(side.fact)[1] for side in (one, other))
    if mine - theirs and theirs - mine:
        return False  # two platforms or editions
    records = [side for side in (one, other) if world.documents[side.fact.path].role == "record"]
    if one.attribute.measured and (records or not _one_figure(one, other, world)):
        return False
    # A record tells what was set up; the time it took, or that is planned, is a range.
    return len(records) < 2 and not any(world.date(side.fact.path) or "-" in side.value for side in records)


def _titled_apart(one: Said, other: Said, world: World) -> bool:
    mine, theirs = (frozenset(normal(world.documents[side.fact.path].title)) for side in (one, other))
    return bool(mine - other.known and theirs - one.known)


def _one_figure(one: Said, other: Said, world: World) -> bool:
    """Whether two figures of what is measured are of just one thing, and both are aimed at or neither."""
    own = all(strong(side.own & side.thing, world.product) for side in (one, other))
    return own and one.thing == other.thing and _aimed(one) == _aimed(other)


def _aimed(one: Said) -> bool:
    return "target" in state(one.fact.scope) or one.value.startswith("<")


def _clash(one: Said, other: Said) -> bool:
    if one.dimension == "rate":
        # A quota of a day or a month and a limit of a minute stand side by side; five a minute are 300 an hour.
        (number, mine), (amount, theirs) = (_rate(side.value) for side in (one, other))
        same = number * theirs == amount * mine and one.value[0].isdigit() == other.value[0].isdigit()
        return not same and (mine >= _DAY) == (theirs >= _DAY)
    amounts = Amounts([one.value, other.value])
    return bool(amounts.clash(np.array([0]), np.array([1]))[0])


def _rate(value: str) -> tuple[float, float]:
    """The number of a rate, without its bound, and its window in seconds."""
    number, _, window = value.rpartition("/")
    return float(number.strip("<>~").partition("-")[0] or 0), float(window)


def _open(alike: Sequence[Pair]) -> Iterator[Pair]:
    """Pairs of which each is the other's best counterpart, in documents that do not say the other's amount as well."""
    said_too: set[tuple[int, str]] = set()
    best: dict[tuple[int, str], float] = defaultdict(float)
    for pair in alike:
        for one, other in (pair, pair[::-1]):
            key = id(one), other.fact.path
            best[key] = max(best[key], _likeness(*pair))
            if not _clash(*pair):
                said_too.add(key)
    for one, other in alike:
        keys = {(id(one), other.fact.path), (id(other), one.fact.path)}
        if not keys & said_too and _likeness(one, other) >= max(best[key] for key in keys):
            yield one, other


def _likeness(one: Said, other: Said) -> float:
    things = len(one.thing & other.thing) / len(one.thing | other.thing)
    return things + _AROUND * len(one.known & other.known) / len(one.known | other.known)


def _joined(pairs: Sequence[Pair]) -> Iterator[list[Said]]:
    """The claims that pairs hang together."""
    group: dict[int, list[Said]] = {}
    for one, other in pairs:
        mine, theirs = group.setdefault(id(one), [one]), group.setdefault(id(other), [other])
        if mine is not theirs:
            mine += theirs
            for member in theirs:
                group[id(member)] = mine
    yield from {id(members): members for members in group.values()}.values()


def _conflict(component: str, attribute: str, sides: Sequence[Said]) -> Conflict:
    facts = [replace(one.fact, value=_shown(one)) for one in sides]
    severity: Severity = "medium" if sides[0].dimension in _SEVERE else "low"
    shared = frozenset.intersection(*(one.thing for one in sides)) or sides[0].thing
    thing = _written(sides[0].fact, shared)
    return finding("value", thing, attribute, facts, scope=component, severity=severity, confidence=0.7)


def _written(fact: Fact, thing: frozenset[str]) -> str:
    """The words for the thing as they stand in the line, else in the nearest of what stands above it."""
    for text in (fact.quoted, *fact.context):
        if written := dict.fromkeys(word for word in _WORD.findall(text) if thing.issuperset(normal(word) or "?")):
            return " ".join([*written][:_NAMED])
    return " ".join(sorted(thing))


def _shown(one: Said) -> str:
    if one.dimension != "rate":
        return shown(one.value, one.dimension)
    number, _, window = one.value.rpartition("/")
    return f"{number} per {shown(window, 'duration')}"
