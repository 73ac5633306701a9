"""Judged pairs and equal texts -> clusters, each around its canonical, and families of one shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeAlias

import networkx as nx
import numpy as np
from scipy.sparse import coo_array, csgraph

from docpipe.match import canonical
from docpipe.match.index import Index
from docpipe.match.parameters import parameters
from docpipe.match.reasons import Comparison, seen
from docpipe.match.standing import Standing
from docpipe.model import Cluster, Family, Match, Relation, Role

MERGED: tuple[Relation, ...] = ("duplicate", "near", "contains")
MANY = 12  # sections of equal text from which they are a family: boilerplate, one finding
_STRENGTH: Mapping[Relation, int] = {"near": 0, "contains": 1, "duplicate": 2}

Graph: TypeAlias = "nx.Graph[int]"


@dataclass(frozen=True, slots=True)
class Edge:
    """A match between two sections, by their positions in the index, and what it rests on; None for equal texts."""

    left: int
    right: int
    match: Match
    compared: Comparison | None = None

    @property
    def told(self) -> bool:
        """Whether any statement of one side stands on the other: else nobody could check what it rests on."""
        sides = (self.compared.left, self.compared.right) if self.compared else ()
        return not sides or any(share.same + share.reworded for share in sides)

    def share_of(self, at: int) -> float:
        """The share of the statements of the section at `at` that the other says too."""
        if self.compared is None:
            return 1.0
        share = self.compared.left if at == self.left else self.compared.right
        return (share.same + share.reworded) / share.statements

    def seen_from(self, at: int) -> str:
        """What the section at `at` shares with the other, in words."""
        if self.compared is None:
            return "the same words"
        return seen(self.compared if at == self.left else self.compared.turned())


def clusters(index: Index, standing: Standing, edges: Iterable[Edge]) -> tuple[Cluster, ...]:
    """Stars: every member matches the canonical itself, so that no middle one chains strangers together.

    What never yields (a licence, a changelog) takes in nothing but its equals: a guide does not yield to a changelog.
    Frozen copies stand as they are, so what they repeat among themselves is no work for anyone; nor is what is meant.
    """
    graph: Graph = nx.Graph()
    for edge in sorted(edges, key=lambda edge: (edge.left, edge.right)):
        roles = index.sections[edge.left].role, index.sections[edge.right].role
        if _may_yield(*roles, edge.match.relation) and not edge.match.intended:
            graph.add_edge(edge.left, edge.right, edge=edge)
    ranked = _Ranked(index, standing, graph)
    found = []
    for component in sorted(nx.connected_components(graph), key=min):
        free = set(component)
        for center in sorted(component, key=ranked.center):
            members = sorted(at for at in graph[center] if at in free) if center in free else []
            if members:
                star = sorted([center, *members])
                found.append(ranked.cluster(star))
                free.difference_update(star)
    return tuple(sorted(found, key=lambda cluster: _key(cluster.members)))


def families(index: Index, shapes: Iterable[tuple[int, int, float]]) -> tuple[Family, ...]:
    """Sections that have one shape, two by two, with how sure each is: one family where they hang together."""
    sureness = {(min(left, right), max(left, right)): sure for left, right, sure in shapes}
    found = []
    for pairs in _connected(sureness):
        scores = sorted(sureness[pair] for pair in pairs)
        members = {at for pair in pairs for at in pair}
        found.append(_family(index, members, "template", round(sum(scores) / len(scores), 3)))
    return tuple(sorted(found, key=lambda family: _key(family.members)))


def _connected(pairs: Collection[tuple[int, int]]) -> Iterable[list[tuple[int, int]]]:
    """The pairs that hang together, each lot of them apart. Versions of a page make many thousand pairs."""
    if not pairs:
        return ()
    ends = np.array(list(pairs), np.int64)
    named, at = np.unique(ends, return_inverse=True)
    left, right = at.reshape(ends.shape).T
    joined = coo_array((np.ones(len(ends)), (left, right)), (len(named), len(named)))
    _, labels = csgraph.connected_components(joined, directed=False)
    lots: dict[int, list[tuple[int, int]]] = {}
    for pair, label in zip(pairs, labels[left].tolist(), strict=True):
        lots.setdefault(label, []).append(pair)
    return lots.values()


def boilerplate(index: Index, members: Iterable[int], score: float) -> Family:
    """A family of equal sections."""
    return _family(index, members, "duplicate", score)


def _family(index: Index, members: Iterable[int], relation: Relation, score: float) -> Family:
    placed = sorted(members, key=lambda at: place(index, at))
    ids = _ids(index, placed)
    return Family(name("f", ids), relation, score, ids, parameters(index, placed))


def _may_yield(left: Role, right: Role, relation: Relation) -> bool:
    if left == right == "copy":
        return False
    return relation == "duplicate" or (left == "protected") == (right == "protected")


class _Ranked:
    """Who leads, of a graph of matches."""

    def __init__(self, index: Index, standing: Standing, graph: Graph) -> None:
        self._index = index
        self._standing = standing
        self._graph = graph

    def center(self, at: int) -> tuple[object, ...]:
        """Sorts first what a cluster forms around: by role, evidence, and for how many it stands."""
        one = canonical.candidate(self._index, self._standing, at, 0)
        return one.rank, one.old, -one.evidence, -len(self._graph[at]), one.order

    def cluster(self, star: Sequence[int]) -> Cluster:
        """The cluster of a star; it is led by the best of those that match every other member."""
        able = [at for at in star if all(at == other or self._graph.has_edge(at, other) for other in star)]
        weighed = {at: self._candidate(at, star) for at in star}
        leader = min(able, key=lambda at: weighed[at].order)
        edges = {at: self._edge(leader, at) for at in star if at != leader}
        placed = sorted(star, key=lambda at: place(self._index, at))
        ids = _ids(self._index, placed)
        others = [weighed[at] for at in star if at != leader]
        role = self._index.sections[leader].role
        return Cluster(
            name("c", ids),
            min((edge.match.relation for edge in edges.values()), key=lambda relation: _STRENGTH[relation]),
            min(edge.match.score for edge in edges.values()),
            self._index.sections[leader].id,
            ids,
            canonical.reasons(weighed[leader], others, role, self._witness(leader, star)),
            tuple("" if at == leader else edges[at].seen_from(at) for at in placed),
        )

    def _edge(self, one: int, other: int) -> Edge:
        found: Edge = self._graph.edges[one, other]["edge"]
        return found

    def _candidate(self, at: int, star: Sequence[int]) -> canonical.Candidate:
        others = (self._edge(at, other) for other in star if other != at and self._graph.has_edge(at, other))
        one = canonical.candidate(self._index, self._standing, at, sum(_holds(edge, at) for edge in others))
        return replace(one, sources=canonical.sources(self._index, self._standing, at, star))

    def _witness(self, leader: int, star: Sequence[int]) -> str:
        sections = [self._index.sections[at].id for at in star]
        upheld = self._standing.upheld.get(self._index.sections[leader].id)
        against = Counter(self._standing.refuted[section] for section in sections if section in self._standing.refuted)
        return upheld or min(against, default="")


def _holds(edge: Edge, at: int) -> bool:
    """Whether the section at `at` says all of the other one, and more."""
    if edge.match.relation != "contains" or edge.compared is None:
        return False
    compared = edge.compared if at == edge.left else edge.compared.turned()
    return compared.left.statements > compared.right.statements


def _ids(index: Index, members: Iterable[int]) -> tuple[str, ...]:
    return tuple(index.sections[at].id for at in members)


def place(index: Index, at: int) -> tuple[str, int]:
    """What sections are sorted by."""
    return index.sections[at].path, index.sections[at].line


def _key(members: tuple[str, ...]) -> tuple[str, int]:
    path, _, line = members[0].rpartition("#")
    return path, int(line)


def name(letter: str, members: Iterable[str]) -> str:
    """An id that depends on the members alone."""
    text = "\n".join(members).encode("utf-8", "surrogatepass")
    return f"{letter}-{blake2b(text, digest_size=4).hexdigest()}"
