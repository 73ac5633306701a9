"""Judged pairs and equal texts -> clusters, each around its canonical, and families of one shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

import networkx as nx

from docpipe.match.index import Index
from docpipe.model import Cluster, Family, Match, Relation, Role

MERGED: tuple[Relation, ...] = ("duplicate", "near", "contains")
MANY = 12  # sections of equal text from which they are a family: boilerplate, one finding
_RANK: Mapping[Role, int] = {"protected": 0, "living": 1, "agent": 2, "record": 3, "generated": 4, "copy": 5}
_STRENGTH: Mapping[Relation, int] = {"near": 0, "contains": 1, "duplicate": 2}


Graph: TypeAlias = "nx.Graph[int]"


@dataclass(frozen=True, slots=True)
class Edge:
    """A match between two sections, by their positions in the index."""

    left: int
    right: int
    match: Match


def clusters(index: Index, edges: Iterable[Edge]) -> tuple[Cluster, ...]:
    """Stars: every member matches the canonical itself, so that no middle one chains strangers together.

    What never yields (a licence, a changelog) takes in nothing but its equals: a guide does not yield to a changelog.
    Frozen copies stand as they are, so what they repeat among themselves is no work for anyone.
    """
    graph: Graph = nx.Graph()
    for edge in sorted(edges, key=lambda edge: (edge.left, edge.right)):
        if _may_yield(index.sections[edge.left].role, index.sections[edge.right].role, edge.match.relation):
            graph.add_edge(edge.left, edge.right, match=edge.match)
    found = []
    for component in sorted(nx.connected_components(graph), key=min):
        free = set(component)
        for center in sorted(component, key=lambda at: _preference(index, graph, at)):
            members = sorted(at for at in graph[center] if at in free) if center in free else []
            if members:
                found.append(_cluster(index, graph, center, members))
                free -= {center, *members}
    return tuple(sorted(found, key=lambda cluster: _key(cluster.members)))


def families(index: Index, shapes: Iterable[tuple[int, int, float]]) -> tuple[Family, ...]:
    """Sections that have one shape, two by two, with how sure each is: one family where they hang together."""
    graph: Graph = nx.Graph()
    for left, right, sure in shapes:
        graph.add_edge(left, right, sure=sure)
    found = []
    for component in nx.connected_components(graph):
        scores = sorted(data["sure"] for _, _, data in graph.edges(component, data=True))
        members = _ids(index, component)
        found.append(Family(_name("f", members), "template", round(sum(scores) / len(scores), 3), members))
    return tuple(sorted(found, key=lambda family: _key(family.members)))


def boilerplate(index: Index, members: Iterable[int], score: float) -> Family:
    """A family of equal sections."""
    ids = _ids(index, members)
    return Family(_name("f", ids), "duplicate", score, ids)


def _may_yield(left: Role, right: Role, relation: Relation) -> bool:
    if left == right == "copy":
        return False
    return relation == "duplicate" or (left == "protected") == (right == "protected")


def _cluster(index: Index, graph: Graph, center: int, members: list[int]) -> Cluster:
    matches = [graph.edges[center, at]["match"] for at in members]
    relation = min((match.relation for match in matches), key=lambda relation: _STRENGTH[relation])
    score = min(match.score for match in matches)
    ids = _ids(index, [center, *members])
    return Cluster(_name("c", ids), relation, score, index.sections[center].id, ids, _reasons(index, center, members))


def _preference(index: Index, graph: Graph, at: int) -> tuple[object, ...]:
    """Order of those that may lead: role, how many it stands for, length, shorter path, path, line."""
    section = index.sections[at]
    return _RANK[section.role], -len(graph[at]), -_words(index, at), len(section.path), section.path, section.line


def _reasons(index: Index, center: int, members: list[int]) -> tuple[str, ...]:
    section, others = index.sections[center], [index.sections[at] for at in members]
    said = []
    if any(_RANK[other.role] > _RANK[section.role] for other in others):
        said.append(f"its document is {section.role}")
    if all(_words(index, at) < _words(index, center) for at in members):
        said.append("longest")
    if len(members) > 1:
        said.append(f"matches each of the other {len(members)}")
    return tuple(said) or ("shortest path",)


def _words(index: Index, at: int) -> int:
    text = int(index.text_of[at])
    return int(index.token_start[text + 1] - index.token_start[text])


def _ids(index: Index, members: Iterable[int]) -> tuple[str, ...]:
    return tuple(index.sections[at].id for at in sorted(members, key=lambda at: place(index, at)))


def place(index: Index, at: int) -> tuple[str, int]:
    """What sections are sorted by."""
    return index.sections[at].path, index.sections[at].line


def _key(members: tuple[str, ...]) -> tuple[str, int]:
    path, _, line = members[0].rpartition("#")
    return path, int(line)


def _name(letter: str, members: tuple[str, ...]) -> str:
    text = "\n".join(members).encode("utf-8", "surrogatepass")
    return f"{letter}-{blake2b(text, digest_size=4).hexdigest()}"
