"""Two tools that documents of one component use for one purpose, where nobody leaves the choice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living, single
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact

_MOST = 40  # places that are told of each tool


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a component and purpose; the dependencies of the component decide, where they name one."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in living(claims, "purpose", world):
        groups[world.component(fact.path), fact.subject].append(fact)
    for (component, subject), facts in sorted(groups.items()):
        sure = single(facts)
        tools = sorted({fact.value for fact in sure})
        if len(tools) > 1:
            told = [fact for tool in tools for fact in _first([one for one in sure if one.value == tool])]
            proofs = _needed(tools, component, world)
            true = {proof.value for proof in proofs}
            wrong = [fact for fact in told if fact.value not in true] if len(true) == 1 else []
            yield finding("command", subject, "tool", told, proofs if wrong else (), wrong=wrong, scope=component)


def _first(facts: Sequence[Fact]) -> list[Fact]:
    """Some places of one tool: the first of each document before the second of any."""
    seen: Counter[str] = Counter()
    ranked = []
    for fact in facts:
        seen[fact.path] += 1
        ranked.append((seen[fact.path], fact.path, fact.line, fact))
    return [fact for *_, fact in sorted(ranked, key=lambda row: row[:3])[:_MOST]]


def _needed(tools: Sequence[str], component: str, world: World) -> list[Fact]:
    """Dependencies of the component that are one of the tools, the value being the tool."""
    by_name = {tool.lower(): tool for tool in tools}
    return [
        Fact("command", fact.subject, "tool", by_name[fact.subject.lower()], (), fact.path, fact.line, fact.quoted, "")
        for fact in world.by_kind["version", "dependency"]
        if fact.subject.lower() in by_name and fact.path.rpartition("/")[0] == component
    ]
