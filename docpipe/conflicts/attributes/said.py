"""An amount -> which attribute of which thing it is said to be.

The clause around the amount names the attribute, or what stands above it does; the other words name the thing. What
every part of a system has of its own ("memory") names none: whose it is the words above must tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docpipe.conflicts.frames.mentions import CASE, words_of
from docpipe.conflicts.world import World, state
from docpipe.model import Fact
from docpipe.text.attributes import Attribute, attributes
from docpipe.text.clauses import lists
from docpipe.text.quantities import UNITS
from docpipe.text.wordlists import words

_CLAUSE = re.compile(r"[;|]|\.\s|,\s|\s[-–—]\s|\s(?:and|und|et|y|e|but|aber|pero|mais)\s")
_RATE = re.compile(
    r"^\s?(?:[^\W\d_]{1,20}\s){0,3}?(?:[^\W\d_]{1,20}\s?)?(?:/|\b(?:per|pro|por|par|each|every|je|cada)\b)\s?"
    r"(?:(\d{1,4})[\s-]?)?([^\W\d_]{1,12})\b"
)
_LONG = 7  # letters from which on "en" is the plural of German
_ABOVE = 3  # names around a statement, nearest first, that may name its attribute
# Words that tell no thing from another.
_PLAIN = words(
    "default configurable automated automatic automatically period policy time duration value setting set total "
    "current currently about approximately long use used using based after until within than less more only also "
    "system service application app project platform each must should may allow allowed send receive get make "
    "take run connect operate operated work day hour minute second week month year bearer standard overall "
    "approximate amount number v mv kv ma w mw kw hz khz mhz ghz bps kbps mbps gbps "
    "per pro por par config configuration target goal maximum max minimum min limit nightly werden wird ab"
)
_WEAK = words(
    "memory ram disk storage space cpu core size length character file response request data usage critical high low "
    "medium slow fast warning average peak percentile p50 p90 p95 p99 rate limit limiting result entry value item "
    "error recommended recommend optimal suggested typical empfohlen recomendado recommandé speicher memoria mémoire "
    "datei archivo fichier object"
)
_GENERIC = words(
    "configuration config overview setting reference introduction guide readme feature detail note general summary "
    "usage setup example option parameter policy strategy management requirement standard metric performance "
    "benchmark default target goal limit value key important best practice number table of contents technical resource "
    "hardware environment information info specification spec"
)
_MEASURED = words("throughput load sustained benchmark performance measured durchsatz rendimiento débit")
_SAME = {"jwt": "token", "req": "request"}


@dataclass(frozen=True, slots=True)
class Said:
    """A fact, its attribute, the words of its clause, of its thing, and all words around it."""

    fact: Fact
    attribute: Attribute
    dimension: str
    value: str
    own: frozenset[str]
    thing: frozenset[str]
    known: frozenset[str]


def said(claims: Iterable[Fact], world: World) -> Iterator[Said]:
    """What living documents and records say of an attribute of a thing."""
    every = attributes(normal)
    for fact in claims:
        if fact.source != "amount" or world.documents[fact.path].role not in ("living", "record"):
            continue
        if world.silent(fact.path) or CASE.search(fact.quoted) or state(fact.scope) & {"past", "example"}:
            continue
        found = _said(fact, every, world.product)
        if found:
            yield found


def normal(text: str) -> list[str]:
    """The words of a text without those that tell nothing in any language; two words for one thing as one."""
    empty = lists().empty
    return [_stem(_SAME.get(word, word)) for word in words_of(text) if (word,) not in empty]


def _stem(word: str) -> str:
    return word.removesuffix("en") if len(word) > _LONG else word


def strong(thing: Iterable[str], product: frozenset[str]) -> frozenset[str]:
    """The words that tell a thing from others."""
    return frozenset(thing) - product - _WEAK


def _said(fact: Fact, every: Sequence[Attribute], product: frozenset[str]) -> Said | None:
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
    own = [*normal(named), *normal(_CLAUSE.split(before)[-1]), *normal(_CLAUSE.split(after)[0])]
    own = [word for word in own if word not in UNITS]
    if dimension == "rate" and _MEASURED & set(own):
        return None
    able = [attribute for attribute in every if dimension in attribute.dimensions]
    for text in ("", *fact.context[1 : _ABOVE + 1]):
        given = [*own, *normal(text)]
        attribute = next((each for each in able if each.unit_tells or each.within(given)), None)
        if attribute:
            inside = attribute.within(given)
            thing = _thing(frozenset(given) - inside - _PLAIN, inside, fact, product)
            known = thing.union(normal(fact.quoted), normal(fact.path), *map(normal, fact.context))
            return (
                Said(fact, attribute, dimension, value, frozenset(own), thing, known)
                if strong(thing, product)
                else None
            )
    return None


def _thing(own: frozenset[str], attribute: frozenset[str], fact: Fact, product: frozenset[str]) -> frozenset[str]:
    """The words of the clause; where they name nothing, with those above, the nearest first."""
    for text in fact.context[1:]:
        if strong(own, product):
            break
        own |= frozenset(normal(text)) - attribute - _PLAIN - _GENERIC
    return own
