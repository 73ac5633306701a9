"""A variable or field that one document calls required, and another, or the template, calls optional."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.bound import bound
from docpipe.conflicts.clauses import owners
from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state, together
from docpipe.model import Conflict, Fact

_MAX_PLACES = 10
_MAX_NAMED = 3


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict for all variables of which the same documents, and the template, say the same."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute != "obligation" or world.silent(fact.path) or state(fact.scope):
            continue
        if world.documents[fact.path].role in ("living", "agent"):
            groups[world.component(fact.path), fact.subject].append(fact)
    told: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.by_kind["polarity", "obligation"]:
        if not world.archived(fact.path) and "/" not in fact.path:
            told[fact.subject].append(fact)
    alike: dict[tuple[str, ...], list[tuple[str, list[Fact], list[Fact]]]] = defaultdict(list)
    for (component, name), facts in sorted(groups.items()):
        proofs = told[name] if not component else []
        sides = [one for one in facts if any(_clash(one, other) for other in (*facts, *proofs))]
        if sides and (proofs or len(sides) <= _MAX_PLACES):
            alike[component, *sorted({f"{fact.path} {fact.value}" for fact in (*sides, *proofs)})].append(
                (name, sides, proofs)
            )
    for (component, *_), rows in sorted(alike.items()):
        names = ", ".join(name for name, _, _ in rows[:_MAX_NAMED]) + (" …" if len(rows) > _MAX_NAMED else "")
        every = [fact for _, sides, _ in rows for fact in sides]
        yield finding(
            "polarity", names, "obligation", every, [fact for *_, proofs in rows for fact in proofs], scope=component
        )


def _clash(one: Fact, other: Fact) -> bool:
    """Two obligations of one use; a document that says both speaks of two uses."""
    if one.value == other.value or one.path == other.path or not together(one.scope, other.scope):
        return False
    mine, theirs = bound(one)[1], bound(other)[1]
    if not one.subject.isupper():
        return mine == theirs and _one_owner(one, other)
    return not mine or not theirs or bool(mine & theirs)


def _one_owner(one: Fact, other: Fact) -> bool:
    """Whether the headings around two fields of one name speak of the same thing; pages of one form do not."""
    mine, theirs = owners(one), owners(other)
    twins = one.path.rsplit("/", 1)[-1] == other.path.rsplit("/", 1)[-1]
    return bool(mine) and bool(theirs) and not twins and (mine <= theirs or theirs <= mine)
