"""One record that two documents list with other types, or with other names of one field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.first_of import first_of
from docpipe.text.wordlists import words

# Types that are written in several ways; what is in no group is compared with nothing.
_TYPES = (
    words("bigint int8 bigserial serial integer int int4 smallint number long"),
    words("uuid guid"),
    words("text varchar string char character str"),
    words("timestamp timestamptz datetime"),
    words("json jsonb object map"),
    words("bool boolean"),
    words("float numeric decimal double real"),
    words("date"),
)
_TYPE = {name: number for number, names in enumerate(_TYPES) for name in names}
_MIN_SHARED = 3
_MIN_SHARE = 0.4
_MAX_LISTS = 6  # documents that list one record; more of one heading are many records

_MAX_NAMED = 3  # records, and fields, that the conflict's name tells

_List = dict[str, Fact]
_Cause = tuple[str, tuple[str, ...], tuple[str, ...]]  # component, documents, values


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a pair of documents and of types or names, with every record and field that differs so."""
    records: dict[tuple[str, tuple[str, ...]], dict[str, _List]] = defaultdict(lambda: defaultdict(dict))
    for fact in claims:
        if (
            fact.attribute == "field"
            and not world.silent(fact.path)
            and not state(fact.scope)
            and len(fact.context) > 1
        ):
            heading = tokens(_heading(fact))
            if heading:
                records[world.component(fact.path), heading][fact.path].setdefault(fact.subject, fact)
    told: dict[_Cause, list[Fact]] = defaultdict(list)
    named: dict[_Cause, set[str]] = defaultdict(set)
    for (component, heading), lists in sorted(records.items()):
        if 1 < len(lists) <= _MAX_LISTS:
            for one, other in combinations(sorted(lists), 2):
                for places in _differences(lists[one], lists[other]):
                    key = component, tuple(sorted((one, other))), tuple(sorted({fact.value for fact in places}))
                    told[key].extend(places)
                    named[key].add(" ".join(heading))
    for key, facts in sorted(told.items()):
        if world.current(facts):
            names = sorted({fact.subject for fact in facts if fact.path == key[1][0]})
            subject = first_of(sorted(named[key]), _MAX_NAMED)
            attribute = f"field {first_of(names, _MAX_NAMED)}"
            yield finding("other", subject, attribute, facts, scope=key[0], confidence=0.7)


def _heading(fact: Fact) -> str:
    """The innermost heading above the list, the first name behind the field's own."""
    return fact.context[1]


def _differences(mine: _List, theirs: _List) -> Iterator[list[Fact]]:
    """Fields of other types, and fields that each list has alone and whose names say the same."""
    shared = mine.keys() & theirs.keys()
    if len(shared) < _MIN_SHARED or len(shared) < _MIN_SHARE * min(len(mine), len(theirs)):
        return
    for name in sorted(shared):
        one, other = mine[name], theirs[name]
        if together(one.scope, other.scope) and _kind(one) != _kind(other) and None not in (_kind(one), _kind(other)):
            yield [one, other]
    alone, beyond = sorted(mine.keys() - shared), sorted(theirs.keys() - shared)
    for name in alone:
        near = [other for other in beyond if _one_field(mine[name], theirs[other])]
        back = [one for one in alone if near and _one_field(mine[one], theirs[near[0]])]
        if len(near) == 1 and len(back) == 1:
            one, other = mine[name], theirs[near[0]]
            yield [replace(one, value=name), replace(other, value=near[0])]


def _one_field(one: Fact, other: Fact) -> bool:
    """Whether the words of one name stand in the other, or two equal descriptions tell so; types must agree."""
    if _kind(one) != _kind(other):
        return False
    mine, theirs = set(tokens(one.subject)), set(tokens(other.subject))
    if mine <= theirs or theirs <= mine:
        return True
    left, right = (_description(fact) for fact in (one, other))
    return min(len(left), len(right)) > 1 and (left <= right or right <= left)


def _description(fact: Fact) -> set[str]:
    """The words of the cell behind the type."""
    cells = fact.quoted.strip("| ").split("|")
    return set(tokens(cells[2])) if len(cells) > 2 else set()


def _kind(fact: Fact) -> int | None:
    """The group that a type belongs to."""
    given = tokens(fact.value)
    return _TYPE.get(given[0]) if given else None
