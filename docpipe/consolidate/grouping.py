"""Matches -> groups of sections that shall stand in one place.

The clusters of a report are stars around a canonical, so that a person can judge each by itself. Sections of two stars
may match each other all the same, and would stand in two places; so the matches decide here who stands together, and
the clusters only who leads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from docpipe.model import Match, Matching

MERGED = ("duplicate", "near", "contains")
LINKED = 0.45  # least mean score across two groups that become one, where no match counts 0: about half the pairs match


@dataclass(frozen=True, slots=True)
class Group:
    """Sections that say the same. `canonical` leads a cluster of most of them, if any does; `name` is of a family.

    `scores`: by section, how sure its match with each other member is.
    """

    members: tuple[str, ...]
    canonical: str | None = None
    name: str = ""
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def because(self, member: str, leader: str) -> str:
        """Why a member yields to the leader; the two need not match where both match a third one."""
        if self.name:
            return f"family {self.name}: {leader} leads"
        known = {other: score for other, score in self.scores[member].items() if other in self.members}
        nearest = leader if leader in known else min(known, key=lambda other: (-known[other], other))
        through = "" if nearest == leader else f"{nearest} and "
        return f"says the same as {through}{leader}, which leads"


def groups(matching: Matching, present: Container[str]) -> Iterator[Group]:
    """The groups of the sections that are `present`, those with the surest matches first; then equal ones by the dozen.

    A repetition that is meant for readers of one document counts too: on a site its link leads to the same place.
    """
    scores: defaultdict[str, dict[str, float]] = defaultdict(dict)
    edges = [match for match in matching.matches if match.relation in MERGED]
    edges = [match for match in edges if match.left in present and match.right in present]
    for match in edges:
        scores[match.left][match.right] = scores[match.right][match.left] = match.score
    leads = {cluster.canonical: len(cluster.members) for cluster in matching.clusters}
    for members in _linked(edges, scores):
        canonical = min((one for one in members if one in leads), key=lambda one: (-leads[one], one), default=None)
        yield Group(members, canonical, scores=scores)
    for family in matching.families:
        if family.relation == "duplicate":
            yield Group(family.members, name=family.id)


def _linked(edges: Iterable[Match], scores: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, ...]]:
    """Groups of two and more: the surest match first, two become one where their members match on the whole."""
    group_of = {section: {section} for section in scores}
    for edge in sorted(edges, key=lambda edge: (-edge.score, edge.left, edge.right)):
        left, right = group_of[edge.left], group_of[edge.right]
        if left is right:
            continue
        across = sum(scores[one].get(other, 0.0) for one in left for other in right)
        if across >= LINKED * len(left) * len(right):
            left |= right
            group_of.update(dict.fromkeys(right, left))
    found = {min(group): group for group in group_of.values()}
    yield from (tuple(sorted(found[first])) for first in found if len(found[first]) > 1)
