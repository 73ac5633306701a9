"""A feature that is there in one document, and planned or missing in another that speaks of now."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from docpipe.conflicts.finding import finding
from docpipe.conflicts.services import Services
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.first_of import first_of
from docpipe.text.wordlists import words

_THERE = frozenset({"done", "described"})
_NOT_THERE = frozenset({"open", "planned", "missing"})
_WEAK = words(
    "a an the of in to for and or with on by at as from per is are be it its this that all any each our your via "
    "using based into not no yet add added adding create created implement implemented implementation implementing "
    "support supported supports system feature features complete completed new "
    "set up setup build built use used working ready integration integrate integrated "
    "service services management manager module component components functionality capability capabilities "
    "enable enabled provide make more initial proper comprehensive automated automatic update updated "
    "application app project platform code work planned future status done guide guides document "
    "documentation documents column title"
)
_GENERAL = words(
    "readme index roadmap overview status features todo project product brief changelog backlog plan mission"
)
_LISTING = words("roadmap features plan plans backlog status funktionen funcionalidades fonctionnalités")
_LONGEST = 10  # words of a name
_COMMON = 8  # facts whose names share a word, from which on it may tell no feature
_RARE = 200  # the same for many facts: one in so many
_AGAIN = 2  # times that a document has a heading from which on it names a part of its form, and no feature
_FORM = 3  # documents with one box from which on each checklist has its own
_SHARED = 2
_MAX_NAMED = 3
_SHARE = 0.75  # of the shorter name
_OTHER = 0.45  # of the longer


@dataclass(frozen=True, slots=True)
class _Named:
    fact: Fact
    words: frozenset[str]


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a feature that is not there in one place and there in others."""
    known = set()
    for conflict in _across(claims, world):
        known |= {(claim.path, claim.line) for claim in conflict.claims}
        yield conflict
    told = [fact for fact in claims if fact.attribute == "progress" and not world.silent(fact.path)]
    yield from _belied([fact for fact in told if (fact.path, fact.line) not in known])


def _across(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """What one name tells of one feature in two places."""
    told = [fact for fact in claims if fact.attribute == "progress" and not world.silent(fact.path)]
    boxes: dict[str, set[str]] = defaultdict(set)
    listed: dict[frozenset[str], set[str]] = defaultdict(set)
    for fact in told:
        if fact.source == "box":
            boxes[fact.path].add(fact.value)
            listed[_telling(fact.subject, world)].add(fact.path)
    headed = Counter((fact.path, fact.subject.casefold()) for fact in told if fact.value == "described")
    named = [
        _Named(fact, name)
        for fact in told
        if _mixed(fact, boxes) or fact.value == "done" or _lists(fact)
        if headed[fact.path, fact.subject.casefold()] < _AGAIN or fact.value != "described"
        if 0 < len(name := _telling(fact.subject, world)) < _LONGEST
        if fact.source != "box" or len(listed[name]) < _FORM
    ]
    seen = Counter(word for one in named for word in one.words)
    usual = max(_COMMON, len(named) // _RARE)
    telling = frozenset(word for word, count in seen.items() if count <= usual)
    services = Services(world)
    there: dict[str, list[_Named]] = defaultdict(list)
    for one in named:
        if one.fact.value in _THERE and _counts(one.fact, world):
            for word in one.words:
                there[word].append(one)
    for one in named:
        if one.fact.value not in _NOT_THERE or world.documents[one.fact.path].role != "living":
            continue
        others = {id(other): other for word in one.words & telling for other in there[word]}
        rivals = [
            other
            for other in others.values()
            if _apart(one, other, world)
            and (
                _equal(one, other)
                or (
                    _mixed(one.fact, boxes)
                    and _mixed(other.fact, boxes)
                    and _same(one, other, telling, world)
                    and (_of_all(one, world) or _inside(one, other))
                )
            )
        ]
        if rivals and not services.exact(one.fact.subject):
            places = [one.fact, *(other.fact for other in rivals)]
            yield finding("status", " ".join(sorted(one.words)), "progress", places, confidence=0.6, severity="low")


def _counts(fact: Fact, world: World) -> bool:
    """A thing that is described is there only where a document speaks of now, and of no plan or example."""
    return fact.value != "described" or (world.documents[fact.path].role == "living" and not state(fact.scope))


def _telling(text: str, world: World) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(_stem(word) for word in tokens(text) if word not in _WEAK) - world.product


def _of_all(one: _Named, world: World) -> bool:
    """Whether a document speaks for the whole project; the plans of a guide are plans for what it is about."""
    name = set(tokens(one.fact.path.rsplit("/", 1)[-1]))
    return bool(name & _GENERAL) and world.component(one.fact.path) == ""


def _inside(one: _Named, other: _Named) -> bool:
    return one.fact.path == other.fact.path


def _mixed(fact: Fact, boxes: Mapping[str, set[str]]) -> bool:
    """Whether a box lies in a document that ticks some and leaves others; what is no box tells its state in words."""
    return fact.source != "box" or len(boxes[fact.path]) > 1


def _lists(fact: Fact) -> bool:
    """Whether the heading or title says that the boxes are of features or plans: other forms are never ticked."""
    return any(not _LISTING.isdisjoint(tokens(name)) for name in fact.context[-2:])


def _belied(told: Sequence[Fact]) -> Iterator[Conflict]:
    """A heading that calls done what a table of the same document has open; a record may belie itself."""
    headings: dict[str, list[Fact]] = defaultdict(list)
    for fact in told:
        if fact.source == "heading" and fact.value == "done":
            headings[fact.path].append(fact)
    belied: dict[str, dict[str, list[Fact]]] = defaultdict(dict)
    for fact in told:
        name = fact.subject.lower().split()
        if fact.source == "table" and fact.value in ("open", "planned") and len(name) >= _SHARED:
            heads = [head for head in headings[fact.path] if head.subject.lower().split()[: len(name)] == name]
            if heads:
                belied[fact.path][fact.subject] = [*heads, fact]
    for _, found in sorted(belied.items()):
        places = [fact for facts in found.values() for fact in facts]
        subject = first_of(list(found), _MAX_NAMED)
        yield finding("status", subject, "progress", places, confidence=0.7, severity="low")


def _equal(one: _Named, other: _Named) -> bool:
    """Whether two lists that each tell a state name a feature alike, word for word."""
    stated = {one.fact.source, other.fact.source} <= {"box", "table"}
    apart = one.fact.path != other.fact.path
    return stated and apart and one.words == other.words and len(one.words) >= _SHARED


def _same(one: _Named, other: _Named, telling: frozenset[str], world: World) -> bool:
    """Whether two names mean one feature: two telling words shared, and hardly a word of the shorter left over."""
    mine, theirs = one.words, other.words
    shared = mine & theirs
    if len(shared & telling) < _SHARED:
        return False
    if other.fact.value == "described":
        return mine <= theirs <= _telling(one.fact.quoted, world)
    return len(shared) >= _SHARE * min(len(mine), len(theirs)) and len(shared) >= _OTHER * max(len(mine), len(theirs))


def _apart(one: _Named, other: _Named, world: World) -> bool:
    if (one.fact.path, one.fact.line) == (other.fact.path, other.fact.line):
        return False
    if world.component(one.fact.path) != world.component(other.fact.path):
        return False
    return together(one.fact.scope, other.fact.scope)


@lru_cache(16_384)
def _stem(word: str) -> str:
    """A word without the commonest endings, so that "caching" is "cache" and "services" is "service"."""
    for ending in ("ing", "ies", "es", "s", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
