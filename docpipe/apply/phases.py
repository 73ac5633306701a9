"""Fates -> the phases of `--apply`, the safest first: what each one holds, and what it leaves for later ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from docpipe.model import Fate, Phase

# phase -> what its commit does, in their order
PHASES: dict[Phase, str] = {
    "copies": "Retire exact copies",
    "records": "Archive records",
    "documents": "Bring whole documents onto pages",
    "merges": "Merge what is said twice",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One phase. `fates` are the documents that go with it; `held` those that do not yet or not at all, with why."""

    phase: Phase
    fates: tuple[Fate, ...]
    held: dict[str, str]


def steps(fates: Sequence[Fate], last: Phase, only: Collection[str], site: Collection[str]) -> tuple[Step, ...]:
    """The phases up to `last` that have anything to do, for the documents at or below a path of `only`, or for all.

    A document that lies where a file of the `site` must go makes room in the first of them.
    """
    order = [*PHASES]
    chosen = [fate for fate in fates if not only or any(_below(fate.path, path) for path in only)]
    first = min((order.index(fate.phase) for fate in chosen if fate.phase), default=0)
    chosen = [_making_room(fate, order[first]) if fate.phase and fate.path in site else fate for fate in chosen]
    beside = {fate.path: "not below --only" for fate in fates if fate.phase and fate not in chosen}
    found = []
    for number, phase in enumerate(order[: order.index(last) + 1]):
        members = tuple(fate for fate in chosen if fate.phase == phase)
        later = {fate.path: f"left for phase {fate.phase}" for fate in chosen if fate.phase in order[number + 1 :]}
        if members:
            found.append(Step(phase, members, beside | later))
    return tuple(found)


def _making_room(fate: Fate, phase: Phase) -> Fate:
    return replace(fate, phase=phase, policy="history" if fate.policy == "history" else "archive")


def _below(path: str, above: str) -> bool:
    above = above.rstrip("/")
    return above in ("", ".") or path == above or path.startswith(above + "/")
