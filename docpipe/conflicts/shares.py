"""One thing that is complete by one share here and by another there, in documents of one time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.moments import ahead, contemporary
from docpipe.conflicts.world import World, state, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import stem
from docpipe.text.wordlists import words

# Words that tell no thing from another; "ready" and "readiness" are one.
_EMPTY = words(
    "the a an of for and is are now current currently overall project platform system systems status state progress "
    "completion complete completed total score implementation implemented done work task tasks phase step sprint "
    "today final all core key our this partial partly in "
    "der die das und stand fortschritt gesamt de la el los estado progreso"
)
_SAME = {"readiness": "ready", "testing": "test", "tests": "test"}
_MAX_PLACES = 8


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a thing and component."""
    groups: dict[tuple[str, frozenset[str]], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute != "completion" or world.silent(fact.path):
            continue
        if not state(fact.scope) and not ahead(fact):
            name = frozenset(stem(_SAME.get(word, word)) for word in tokens(fact.subject) if word not in _EMPTY)
            if name and not any(word.isdigit() for word in name):
                groups[world.component(fact.path), name].append(fact)
    for (component, name), facts in sorted(groups.items(), key=lambda group: (group[0][0], sorted(group[0][1]))):
        sides = [one for one in facts if any(_clash(one, other, world) for other in facts)]
        if 0 < len(sides) <= _MAX_PLACES:
            yield finding("status", " ".join(sorted(name)), "completion", sides, scope=component, severity="low")


def _clash(one: Fact, other: Fact, world: World) -> bool:
    """Two shares at one time."""
    return one.value != other.value and contemporary(one, other, world) and together(one.scope, other.scope)
