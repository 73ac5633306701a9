"""Amounts that documents state in words, against the variables of the repository's environment templates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.attributes.said import Said
from docpipe.conflicts.attributes.variables import Variable, Variables
from docpipe.conflicts.finding import finding
from docpipe.conflicts.frames.values import shown
from docpipe.conflicts.world import World, together
from docpipe.model import Conflict, Fact

_NAME = re.compile(r"\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b")  # the line names a variable itself: compared by that name
_NEAR = 1.05  # MB and MiB are one in words


def witnessed(said: Sequence[Said], world: World) -> Iterator[Conflict]:
    """One conflict a variable whose amount documents state otherwise, with those that state it so."""
    variables = Variables(world)
    told: dict[str, list[tuple[Said, list[Variable]]]] = defaultdict(list)
    for one in said if variables else ():
        held = variables.holding(one) if world.documents[one.fact.path].role in ("living", "agent") else ()
        if held:
            told[held[0].fact.subject].append((one, held))
    for name, pairs in sorted(told.items()):
        wrong = [one for one, held in pairs if not _NAME.search(one.fact.quoted) and not _borne_out(one, held)]
        if wrong:
            every = [_shown(one) for one, _ in pairs]
            proofs = list({id(each): _proof(each) for _, held in pairs for each in held}.values())
            thing = " ".join(sorted(pairs[0][1][0].thing))
            attribute = pairs[0][0].attribute.name
            yield finding("value", thing, attribute, every, proofs, wrong=[_shown(one) for one in wrong], scope=name)


def _borne_out(one: Said, held: Sequence[Variable]) -> bool:
    """Whether any template has the amount, or none of its environment has another."""
    low, high = (float(part) for part in (one.value.lstrip("<>~").split("-") * 2)[:2])
    low, high = min(low, high), max(low, high)
    speaking = [each for each in held if together(each.fact.scope, one.fact.scope)]
    return not speaking or any(low / _NEAR <= amount <= high * _NEAR for each in held for amount in each.amounts)


def _proof(each: Variable) -> Fact:
    """The variable's assignment, in the unit that its name tells; as written where it tells none."""
    if each.dimension != "duration" or len(each.amounts) > 1:
        return each.fact
    return replace(each.fact, value=shown(f"{each.amounts[0]:.12g}", each.dimension))


def _shown(one: Said) -> Fact:
    return replace(one.fact, value=shown(one.value, one.dimension))
