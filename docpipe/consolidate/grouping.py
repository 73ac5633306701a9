"""Matches -> groups of sections that shall stand in one place.

The clusters of a report are stars around a canonical, so that a person can judge each by itself. Sections of two stars
may match each other all the same, and would stand in two places; so the matches decide here who stands together, and
the clusters only who leads. A score is a probability, so what speaks for one group and what against it is weighed by
adding odds: a doubtful pair says little, a sure one much, and one that nobody thought of speaks against it. Two
documents that say the same in many sections speak for the pairs in doubt between them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from docpipe.model import Match, Matching

MERGED = ("duplicate", "near", "contains")
# Measured on labelled pairs whose two sections a third one matches:
UNKNOWN = 0.17  # share of those that say the same where they are neither a match nor in doubt
RAISED = math.log(2.0)  # in doubt, they are twice as likely to say the same as their score says
LIKELY = 0.5  # least score of a pair in doubt that stands together where its documents are alike in
ALIKE = 0.4  # this share of the sections of the shorter one: nearly all such labelled pairs say the same
SUREST = 0.95  # the most that one pair can speak for a group, and its rest the least


@dataclass(frozen=True, slots=True)
class Group:
    """Sections that say the same. `canonical` leads a cluster of most of them, if any does; `name` is of a family.

    `scores`: by section, how sure its match with each other one is.
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


def groups(matching: Matching, present: Set[str]) -> Iterator[Group]:
    """The groups of the sections that are `present`, those with the surest matches first; then equal ones by the dozen.

    A repetition that is meant for readers of one document counts too: on a site its link leads to the same place.
    """
    edges = _among(present, (match for match in matching.matches if match.relation in MERGED))
    doubts = _among(present, matching.doubts)
    odds = _by_section(
        [*((doubt, _odds(doubt.score) + RAISED) for doubt in doubts), *((edge, _odds(edge.score)) for edge in edges)]
    )
    alike = _alike(edges, present)
    edges += [doubt for doubt in doubts if doubt.score >= LIKELY and _documents(doubt) in alike]
    scores = _by_section((edge, edge.score) for edge in edges)
    leads = {cluster.canonical: len(cluster.members) for cluster in matching.clusters}
    for members in _linked(edges, odds):
        canonical = min((one for one in members if one in leads), key=lambda one: (-leads[one], one), default=None)
        yield Group(members, canonical, scores=scores)
    for family in matching.families:
        if family.relation == "duplicate":
            yield Group(family.members, name=family.id)


def _alike(edges: Iterable[Match], present: Set[str]) -> Set[tuple[str, str]]:
    """The pairs of documents of which one says much of the other, section by section."""
    sizes = Counter(map(_document, present))
    held: defaultdict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for edge in edges:
        both = _documents(edge)
        for section in (edge.left, edge.right):
            held[both][both.index(_document(section))].add(section)
    return {
        (one, other)
        for (one, other), (here, there) in held.items()
        if one != other and min(len(here), len(there)) >= ALIKE * min(sizes[one], sizes[other])
    }


def _documents(match: Match) -> tuple[str, str]:
    left, right = sorted((_document(match.left), _document(match.right)))
    return left, right


def _document(section: str) -> str:
    return section.rpartition("#")[0]


def _among(present: Set[str], matches: Iterable[Match]) -> list[Match]:
    return [match for match in matches if match.left in present and match.right in present]


def _by_section(values: Iterable[tuple[Match, float]]) -> Mapping[str, Mapping[str, float]]:
    """What is known of each section and another one, by the two."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for match, value in values:
        found[match.left][match.right] = found[match.right][match.left] = value
    return found


def _linked(edges: Sequence[Match], odds: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, ...]]:
    """Groups of two and more: the surest match first, two become one where that is likelier than not on the whole."""
    group_of = {section: {section} for edge in edges for section in (edge.left, edge.right)}
    unknown = _odds(UNKNOWN)
    for edge in sorted(edges, key=lambda edge: (-edge.score, edge.left, edge.right)):
        left, right = group_of[edge.left], group_of[edge.right]
        if left is right:
            continue
        if sum(odds[one].get(other, unknown) for one in left for other in right) > 0:
            left |= right
            group_of.update(dict.fromkeys(right, left))
    found = {min(group): group for group in group_of.values()}
    yield from (tuple(sorted(found[first])) for first in found if len(found[first]) > 1)


def _odds(score: float) -> float:
    """The logarithm of the odds: above 0 where it is likelier than not."""
    score = min(max(score, 1 - SUREST), SUREST)
    return math.log(score / (1 - score))
