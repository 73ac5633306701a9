"""Values that a parameter takes, and others that another place gives it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, apart, together, tokens
from docpipe.model import Conflict, Fact

_FEW = 2  # values that two lists of one parameter share at least
_VERSION = re.compile(r"^(?:/api)?(?:/v\d{1,2})?(?=/)")
Listed = tuple[Fact, frozenset[str]]


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a parameter: two documents on one request, or a document and the message that it quotes."""
    lists = [*_lists([*living(claims, "choice", world)])]
    named: dict[str, list[Listed]] = defaultdict(list)
    for one in lists:
        named[one[0].subject].append(one)
    siblings = Siblings(world)
    for name, members in sorted(named.items()):
        sides = {
            side[0]: None
            for at, one in enumerate(members)
            for other in members[:at]
            if _of_one(one[0], other[0], world, siblings) and _differ(one[1], other[1])
            for side in (other, one)
        }
        if sides:
            yield finding("value", name, "values", [*sides], confidence=0.7)
    yield from _quoted(claims, world, lists)


def _quoted(claims: Sequence[Fact], world: World, lists: Sequence[Listed]) -> Iterator[Conflict]:
    """Lists against the message that the same document quotes: an example, but of what the program says."""
    by_path: dict[str, list[Listed]] = defaultdict(list)
    for fact, values in lists:
        by_path[fact.path].append((fact, values))
    for message in claims:
        if message.source != "choice" or message.attribute != "expected values" or world.silent(message.path):
            continue
        said, words = _set(message), set(tokens(message.subject))
        for fact, values in by_path.get(message.path, ()):
            if fact.subject.lower() in words and _differ(values, said):
                yield finding("value", fact.subject, "values", [fact, message], confidence=0.7)


def _lists(facts: Sequence[Fact]) -> Iterator[Listed]:
    """Each list with its values; items that stand below each other are one, told at its last."""
    below: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.attribute == "values":
            yield fact, _set(fact)
        elif fact.attribute.startswith("values below"):
            below[fact.path, fact.attribute].append(fact)
    for items in below.values():
        if len(items) > _FEW:
            whole = replace(items[-1], value=", ".join(item.value for item in items))
            yield whole, _set(whole)


def _set(fact: Fact) -> frozenset[str]:
    return frozenset(re.sub(r"[-_ ]", "", value).lower() for value in fact.value.split(", "))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two lists have most of the shorter one in common, and are not the same."""
    return one != other and len(one & other) >= max(_FEW, min(len(one), len(other)) / 2)


def _of_one(one: Fact, other: Fact, world: World, siblings: Siblings) -> bool:
    """Whether two documents speak of the same request."""
    if one.path == other.path or siblings.apart(one.path, other.path) or not together(one.scope, other.scope):
        return False
    mine, theirs = (_request(fact) for fact in (one, other))
    return bool(mine) and mine == theirs and not apart(world.component(one.path), world.component(other.path))


def _request(fact: Fact) -> str:
    path = next((text for text in fact.context if text.startswith("/")), "")
    return _VERSION.sub("", path).rstrip("/").lower()
