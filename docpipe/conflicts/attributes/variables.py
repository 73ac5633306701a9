"""Environment variables that hold an amount: `JWT_EXPIRE_MINUTES=30` beside "tokens expire after a day".

The name of a variable says what its amount is of, as a clause does; its last word, the value or nothing the unit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docpipe.conflicts.attributes.said import Said
from docpipe.conflicts.attributes.terms import GENERIC, PLAIN, normal, strong
from docpipe.conflicts.services import home_of
from docpipe.conflicts.world import World, tokens
from docpipe.model import Fact
from docpipe.text.attributes import Attribute, attributes
from docpipe.text.quantities import UNITS, quantity

_DIMENSION = {"s": "duration", "B": "size"}
_SHORT = 2  # letters of unit words that name no unit at the end of a variable: `KEY_A`
_SHORT_UNITS = ("ms", "mb", "gb", "kb")
_AMOUNT = re.compile(r"[\d_.,]+\s?[A-Za-z]{0,7}")
_BYTES = 1024  # from here on a size without a unit counts bytes
# What a system has once, while each of its parts has intervals.
_SET = {"duration": ("lifetime", "retention", "timeout"), "size": ("limit",)}
_USUAL = frozenset(normal("access"))  # a token without a further word is the one that gives access
_BEARER = frozenset(normal("token"))


@dataclass(frozen=True, slots=True)
class Variable:
    """One assignment of a template: the attribute, the words for its thing, and the amounts that it may mean."""

    fact: Fact
    attribute: str
    dimension: str
    thing: frozenset[str]
    amounts: tuple[float, ...]


class Variables:
    """The variables of the repository's environment templates, by attribute and dimension."""

    def __init__(self, world: World) -> None:
        self._of: dict[tuple[str, str], list[Variable]] = defaultdict(list)
        self._world = world
        for fact in world.by_kind["value", "variable"]:
            if fact.source in ("dotenv", "compose") and not world.archived(fact.path):
                for variable in _read(fact):
                    self._of[variable.attribute, variable.dimension].append(variable)

    def __bool__(self) -> bool:
        return bool(self._of)

    def holding(self, one: Said) -> list[Variable]:
        """The variables that hold the amount of which a claim speaks: all of the one name that fits it best."""
        named = _named(one)
        above = frozenset(word for text in one.fact.context[1:3] for word in normal(text))
        fitting = [
            each for each in self._of[one.attribute.name, one.dimension]
            if each.thing & named and _fits(each.thing, named, above, self._world) and _governs(each.fact, one.fact)
        ]  # fmt: skip
        best = max((len(each.thing) for each in fitting), default=0)
        names = {each.fact.subject for each in fitting if len(each.thing) == best}
        return [each for each in fitting if each.fact.subject in names] if len(names) == 1 else []


def _named(one: Said) -> frozenset[str]:
    """The words of a clause for its thing; what stands before a colon is only its topic, where words follow."""
    before = one.fact.subject.rpartition("‖")[2].partition("#")[0]
    topic, colon, rest = before.rpartition(":")
    told = frozenset(normal(rest)) - one.attribute.words - PLAIN
    own = one.own - frozenset(normal(topic)) if colon and told else one.own
    own -= one.attribute.words | PLAIN | GENERIC
    return own - _USUAL if own & _BEARER else own


def _governs(template: Fact, claim: Fact) -> bool:
    """Whether a template stands above a document, in a folder that is its own or in one for configuration."""
    home = home_of(template.path)
    return not home or claim.path.startswith(f"{home}/")


def _fits(thing: frozenset[str], named: frozenset[str], above: frozenset[str], world: World) -> bool:
    """Whether a clause speaks of a variable's thing: all its words, and none that tells another."""
    return thing <= named | above and not strong(named, world.product) - thing


def _read(fact: Fact) -> Iterator[Variable]:
    said = tokens(fact.subject)
    unit = UNITS.get(said[-1]) if len(said[-1]) > _SHORT or said[-1] in _SHORT_UNITS else None
    words = normal(" ".join(said[:-1] if unit else said))
    for dimension, amounts in _amounts(fact.value, unit):
        attribute = _attribute(words, dimension)
        if attribute:
            thing = frozenset(words) - attribute.words - PLAIN
            thing = thing - _USUAL if thing & _BEARER else thing
            if strong(thing, frozenset()) or len(thing) > 1:
                yield Variable(fact, attribute.name, dimension, thing, amounts)


def _amounts(value: str, unit: tuple[str, float] | None) -> Iterator[tuple[str, tuple[float, ...]]]:
    """What a value may mean, by dimension: its own unit, or the name's, tells; a number alone is one of several."""
    amount = quantity(value) if _AMOUNT.fullmatch(value) else None
    if not amount:
        return
    if amount.unit or unit:
        base, scale = (amount.unit, 1.0) if amount.unit else unit or ("", 1.0)
        if base in _DIMENSION:
            yield _DIMENSION[base], (amount.number * scale,)
        return
    yield "duration", tuple(amount.number * scale for scale in (1.0, 1e-3, 60.0))
    if amount.number >= _BYTES:
        yield "size", (amount.number,)


def _attribute(words: Iterable[str], dimension: str) -> Attribute | None:
    given = list(words)
    able = (each for each in attributes(normal) if each.name in _SET[dimension])
    return next((each for each in able if each.within(given)), None)
