"""What one document says of a thing in a plain sentence, and another denies, or says of another product."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.bound import bound
from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import lists, named, split, stem
from docpipe.text.technologies import lexicon

_EXCLUDING = (
    frozenset({"yes", "no"}),
    frozenset({"yes", "planned"}),
    frozenset({"yes", "removed"}),
    frozenset({"planned", "removed"}),
    frozenset({"planned", "deprecated"}),
    frozenset({"deprecated", "removed"}),
    frozenset({"deprecated", "recommended"}),
    frozenset({"removed", "recommended"}),
    frozenset({"planned", "recommended"}),
    frozenset({"no", "recommended"}),
)
_MAX_PLACES = 8


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a sentence."""
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "clause" or world.silent(fact.path) or world.documents[fact.path].role != "living":
            continue
        if not state(fact.scope):
            groups[world.component(fact.path), fact.attribute, fact.subject].append(fact)
    for (component, attribute, subject), facts in sorted(groups.items()):
        if len({fact.value for fact in facts}) < 2:
            continue
        sides = [one for one in facts if any(_clash(one, other) for other in facts)]
        if 0 < len(sides) <= _MAX_PLACES:
            shown = attribute.removeprefix("held ")
            yield finding(sides[0].kind, subject, shown, sides, scope=component, confidence=0.7)


def _clash(one: Fact, other: Fact) -> bool:
    """Two values that exclude each other, said of one setting."""
    if one.path == other.path or bound(one) != bound(other):
        return False
    part = lexicon().parts.get(one.attribute.removeprefix("held "))
    if part:
        return part.rivals(one.value, other.value)
    return {one.value, other.value} in _EXCLUDING and _one_owner(one, other)


def _one_owner(one: Fact, other: Fact) -> bool:
    """Whether a parameter is the same thing's: the headings around it name no different owners."""
    known = lists()
    if len(one.subject.replace("-", " ").split()) > 1 and not named(one.subject, known.parameters):
        return True
    mine, theirs = owners(one), owners(other)
    return mine <= theirs or theirs <= mine


def owners(fact: Fact) -> frozenset[str]:
    """The words of the headings around a claim that may name whose parameter it is about."""
    known = lists()
    own = set(fact.subject.split())
    return frozenset(
        stem(word)
        for word in split(" ".join(fact.context[1:]))
        if (word,) not in known.general and (word,) not in known.empty and stem(word) not in own
    )
