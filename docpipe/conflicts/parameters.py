"""Defaults of one option that two places give otherwise: a table and a sentence, two documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.bound import bound
from docpipe.conflicts.finding import finding
from docpipe.conflicts.settings import same
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import lists, split, stem

_MANY = 3  # defaults from which on an option of that name belongs to many things


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and option."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute != "option default" or world.silent(fact.path) or state(fact.scope):
            continue
        if world.documents[fact.path].role == "living":
            groups[world.component(fact.path), fact.subject].append(fact)
    siblings = Siblings(world)
    for (component, name), facts in sorted(groups.items()):
        sides = [one for one in facts if any(_clash(one, other, siblings) for other in facts)]
        if sides and len({fact.value for fact in facts}) <= _MANY:
            yield finding("value", name, "default", sides, agrees=same, scope=component, confidence=0.8)


def _clash(one: Fact, other: Fact, siblings: Siblings) -> bool:
    """Two defaults of one owner's option; two rows of one document are two options of one name."""
    if same(one.value, other.value) or (one.path == other.path and one.source == other.source):
        return False
    if not together(one.scope, other.scope) or bound(one) != bound(other) or siblings.apart(one.path, other.path):
        return False
    mine, theirs = _owners(one), _owners(other)
    return mine <= theirs or theirs <= mine


def _owners(fact: Fact) -> frozenset[str]:
    """The words around an option that may name whose it is."""
    known, own = lists(), {stem(word) for word in tokens(fact.subject)}
    words = (word for text in fact.context[1:] for word in split(text) if text != fact.quoted)
    return frozenset(stem(word) for word in words if (word,) not in known.general and (word,) not in known.empty) - own
