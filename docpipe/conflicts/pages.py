"""A well-known page of one server under two paths: `/health` in one document, `/api/health` in another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living, single
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact

_ADDRESS = re.compile(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0)(:\d{2,5})(/[\w/-]{2,60})")
_FEW = 1 / 3  # of the documents that name the usual path, so many may name another one
_MOST = 8  # places that are told of each path


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a host and page; a document that names several paths tells them apart and says nothing."""
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in living(claims, "page", world):
        groups[fact.subject, fact.attribute].append(fact)
    checked = _checked(world)
    for (host, page), facts in sorted(groups.items()):
        sure = single(facts)
        values = sorted({fact.value for fact in sure})
        proofs = checked.get(host, []) if page == "health check" else []
        if len(values) > 1 and (proofs or page != "health check" or _outvoted(sure)):
            told = [fact for value in values for fact in [one for one in sure if one.value == value][:_MOST]]
            yield finding("url", host, page, told, proofs, confidence=0.7)


def _outvoted(facts: Sequence[Fact]) -> bool:
    """Whether one path is the usual one, and the others are named by few documents.

    Every server has such a page, and elsewhere another server may take the port: one document against another says
    little. What many documents name either way is there under both paths.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        named[fact.value].add(fact.path)
    most = max(len(paths) for paths in named.values())
    return most > 1 and sum(map(len, named.values())) - most <= max(_FEW * most, 1)


def _checked(world: World) -> dict[str, list[Fact]]:
    """By local address, what the containers' own health checks ask for."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in world.by_kind["command", "health check"]:
        for port, path in _ADDRESS.findall(fact.value):
            proof = Fact("url", fact.subject, fact.attribute, path, fact.scope, fact.path, fact.line, fact.quoted, "")
            found[f"localhost{port}"].append(proof)
    return {host: proofs for host, proofs in found.items() if len({proof.value for proof in proofs}) == 1}
