"""A thing that one document calls a draft of itself, and another calls ready, or gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.moments import ahead, contemporary
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import stem
from docpipe.text.wordlists import words

_EMPTY = words(
    "the a an of for and is status state stage maturity level current report component components document overview "
    "information summary module system service services final verification implementation project"
)
_MAX_PLACES = 8


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a thing and component."""
    groups: dict[tuple[str, frozenset[str]], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute == "stage" and not world.silent(fact.path) and not state(fact.scope) and not ahead(fact):
            name = frozenset(stem(word) for word in tokens(fact.subject) if word not in _EMPTY and not word.isdigit())
            if name - world.product:
                groups[world.component(fact.path), name - world.product].append(fact)
    for (component, name), facts in sorted(groups.items(), key=lambda group: (group[0][0], sorted(group[0][1]))):
        sides = [one for one in facts if any(_clash(one, other, world) for other in facts)]
        if 0 < len(sides) <= _MAX_PLACES:
            yield finding("status", " ".join(sorted(name)), "stage", sides, scope=component, severity="low")


def _clash(one: Fact, other: Fact, world: World) -> bool:
    """Two stages at one time; the columns of one row tell of two things."""
    apart = (one.path, one.line) != (other.path, other.line)
    return (
        apart and one.value != other.value and contemporary(one, other, world) and together(_where(one), _where(other))
    )


def _where(fact: Fact) -> list[str]:
    """The scope without environments: here they are what is said, and not where it holds."""
    return [entry for entry in fact.scope if not entry.startswith("env:")]
