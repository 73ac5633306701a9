"""An issue that one list has in progress or done, and another has not started, at one time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.moments import contemporary
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import stem

_MIN_SHARED = 3  # words: one number may stand beside several tasks
_MAX_NAMED = 3
_ADDRESS = re.compile(r"\(?https?://[^\s)]{1,200}\)?")


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict for all issues that the same lists tell differently in the same way."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source == "issue" and not world.silent(fact.path) and not state(fact.scope) & {"past", "example"}:
            groups[world.component(fact.path), fact.subject].append(fact)
    alike: dict[tuple[str, ...], list[tuple[str, list[Fact]]]] = defaultdict(list)
    for (component, number), facts in sorted(groups.items()):
        sides = [one for one in facts if any(_clash(one, other, world) for other in facts)]
        if sides:
            alike[component, *sorted({f"{fact.path} {fact.value}" for fact in sides})].append((number, sides))
    for (component, *_), rows in sorted(alike.items()):
        numbers = ", ".join(number for number, _ in rows[:_MAX_NAMED]) + (" …" if len(rows) > _MAX_NAMED else "")
        places = [fact for _, sides in rows for fact in sides]
        yield finding("status", f"issue {numbers}", "status", places, scope=component, severity="low")


def _clash(one: Fact, other: Fact, world: World) -> bool:
    shared = _words(one) & _words(other)
    return one.value != other.value and len(shared) >= _MIN_SHARED and contemporary(one, other, world)


def _words(fact: Fact) -> frozenset[str]:
    """The words of the line that may name the task; numbers and short words do not."""
    return frozenset(
        stem(word) for word in tokens(_ADDRESS.sub(" ", fact.quoted)) if len(word) > 3 and not word.isdigit()
    )
