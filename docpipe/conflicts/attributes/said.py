"""An amount -> which attribute of which thing it is said to be.

The clause around the amount names the attribute, or what stands above it does; the other words name the thing. What
every part of a system has of its own ("memory") names none: whose it is the words above must tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from docpipe.conflicts.attributes.terms import GENERIC, MEASURED, PLAIN, WEAK, normal, strong
from docpipe.conflicts.frames.mentions import CASE
from docpipe.conflicts.world import World, state
from docpipe.model import Fact, Role
from docpipe.text.attributes import Attribute, attributes
from docpipe.text.quantities import UNITS

_CLAUSE = re.compile(
    r"[;|]|\.\s|,\s|\s[-–—]\s|\s(?:and|und|et|y|e|but|aber|pero|mais|because|due|depending|weil|wegen|porque|debido)\s"
)
_RATE = re.compile(
    r"^\s?(?:[^\W\d_]{1,20}\s){0,3}?(?:[^\W\d_]{1,20}\s?)?(?:/|\b(?:per|pro|por|par|each|every|je|cada)\b)\s?"
    r"(?:(\d{1,4})[\s-]?)?([^\W\d_]{1,12})\b"
)
_BASIS = re.compile(r"(?:/|\b(?:per|pro|por|par|je)\s)\w{1,20}")  # what a price is for: a month, a seat
# "4. Implement caching (2 hours)": the bracket tells how long the work takes.
_ESTIMATE = re.compile(
    r"^\W{0,6}(?:\d{1,3}[.)]\s{1,3})?(?:\[[ xX]\]\s)?\W{0,4}"
    r"(?:add|build|configure|create|deploy|design|fix|implement|improve|integrate|migrate|optimi[sz]e|"
    r"refactor|review|set ?up|test|update|upgrade|write|"
    r"baue|erstelle|implementiere|añadir|crear|implementar|ajouter|créer|implémenter)\b"
    r".{0,160}\([~≈]?\s?\d[^()]{0,20}\)\W{0,3}$",
    re.IGNORECASE,
)
_ENDS = (")", ")*", ")**")
_SPEAKING: tuple[Role, ...] = ("living", "record", "agent")
_ABOVE = 3  # names around a statement, nearest first, that may name its attribute


@dataclass(frozen=True, slots=True)
class Said:
    """A fact, its attribute, the words of its clause and those of its thing."""

    fact: Fact
    attribute: Attribute
    dimension: str
    value: str
    own: frozenset[str]
    thing: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        """All words around it, and those of the path."""
        around = (self.fact.quoted, self.fact.path, *self.fact.context)
        return self.thing.union(*map(normal, around))


def said(told: Iterable[Said], world: World) -> Iterator[Said]:
    """What living documents and records say of an attribute of a thing that has a name."""
    for one in told:
        if world.documents[one.fact.path].role in ("living", "record") and strong(one.thing, world.product):
            yield one


def spoken(claims: Iterable[Fact], world: World) -> Iterator[Said]:
    """What documents say of an attribute."""
    amounts = [fact for fact in claims if fact.source == "amount"]
    held = Counter((fact.path, fact.line, fact.attribute) for fact in amounts)
    for fact in amounts:
        if held[fact.path, fact.line, fact.attribute] > 1 and not fact.quoted.startswith("|"):
            continue  # a line of steps: good, acceptable, critical
        if world.documents[fact.path].role not in _SPEAKING:
            continue
        if world.silent(fact.path) or CASE.search(fact.quoted) or state(fact.scope) & {"past", "example"}:
            continue
        if fact.attribute == "amount duration" and fact.quoted.endswith(_ENDS) and _ESTIMATE.match(fact.quoted):
            continue
        found = _said(fact, world.product)
        if found:
            yield found


def _said(fact: Fact, product: frozenset[str]) -> Said | None:
    named, _, rest = fact.subject.rpartition("‖")
    before, _, after = rest.partition("#")
    dimension, value = fact.attribute.removeprefix("amount "), fact.value
    if dimension == "number":
        rate = _RATE.match(after.lower())
        unit = UNITS.get(rate[2]) if rate else None
        if not rate or not unit or unit[0] != "s":
            return None  # bare numbers of two sections count two things
        dimension, value = "rate", f"{value}/{float(rate[1] or 1) * unit[1]:.12g}"
        after = f"{after[: rate.start(2)]} {after[rate.end() :]}"
    after = after.partition("(")[0]  # a note
    if dimension == "price":
        after = _BASIS.sub("", after)
    own = [*normal(named), *normal(_CLAUSE.split(before)[-1]), *normal(_CLAUSE.split(after)[0])]
    if dimension == "rate" and MEASURED & set(own):
        return None
    able, words, told = _able(dimension)
    for text in ("", *fact.context[1 : _ABOVE + 1]):
        given = [*own, *normal(text)]
        if not told and words.isdisjoint(given):
            continue
        attribute = next((each for each in able if each.unit_tells or each.within(given)), None)
        if attribute:
            inside = attribute.within(given)
            thing = _thing(frozenset(given) - inside - PLAIN, inside, fact, product)
            return Said(fact, attribute, dimension, value, frozenset(own), thing)
    return None


@cache
def _able(dimension: str) -> tuple[tuple[Attribute, ...], frozenset[str], bool]:
    """The attributes of amounts of a dimension, the words that their names begin with, whether its unit tells one."""
    able = tuple(attribute for attribute in attributes(normal) if dimension in attribute.dimensions)
    words = frozenset(word for attribute in able for word in attribute.phrases)
    return able, words, any(attribute.unit_tells for attribute in able)


def _thing(own: frozenset[str], attribute: frozenset[str], fact: Fact, product: frozenset[str]) -> frozenset[str]:
    """The words of the clause; where they name nothing, with those above, the nearest first."""
    for text in fact.context[1:]:
        if strong(own, product):
            break
        own |= frozenset(normal(text)) - attribute - PLAIN - GENERIC - WEAK
    return own
