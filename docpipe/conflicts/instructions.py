"""An instruction that its own example, or the commands of its own page, do otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World, state
from docpipe.model import Conflict, Fact

_SWITCHED = {"enabled": "true", "disabled": "false", "on": "true", "off": "false"}
_NEAR = 3  # lines from an instruction to its example
_PREFIX = 3  # letters that two spellings of a program begin with


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a pair."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.source != "instruction" or world.silent(fact.path) or state(fact.scope) - {"example"}:
            continue
        if world.documents[fact.path].role == "living":
            groups[fact.path, fact.attribute, fact.subject].append(fact)
    for (_, attribute, subject), facts in sorted(groups.items()):
        if attribute == "flag":
            yield finding("other", subject, attribute, facts, confidence=0.7)
            continue
        if attribute == "setting":
            told, shown = facts[0], facts[1]
            if _SWITCHED.get(told.value, told.value).lower() != shown.value.lower():
                yield finding("value", subject, attribute, [told, shown], confidence=0.7)
            continue
        for told, shown in zip(facts[::2], facts[1::2], strict=False):
            if _otherwise(told, shown):
                yield finding("command", _program(shown), "spelling", [told, shown], confidence=0.7)


def _otherwise(told: Fact, shown: Fact) -> bool:
    """Whether a nearly equal program is started with the same first word."""
    mine, theirs = _program(told), _program(shown)
    same = told.value.split(" ")[1] == shown.value.split(" ")[1] and shown.line - told.line <= _NEAR
    return same and mine != theirs and mine[:_PREFIX] == theirs[:_PREFIX]


def _program(fact: Fact) -> str:
    return fact.value.split(" ", 1)[0].rsplit("/", 1)[-1]
