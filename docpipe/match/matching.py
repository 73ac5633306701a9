"""Fingerprints of a corpus -> all that stage `match` finds. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from docpipe.match import equals, groups, index, judge
from docpipe.match.equals import Equals
from docpipe.match.examine import Examined, examine
from docpipe.match.fingerprint import Fingerprint
from docpipe.match.groups import MANY, MERGED, Edge
from docpipe.match.index import Index
from docpipe.match.places import Places
from docpipe.match.reasons import reason
from docpipe.model import Family, Match, Matching, Relation

EQUAL_SCORE = 0.98  # equal texts of one subject: one merged section would serve
MOST_PAIRS = 64  # pairs of sections told for one pair of texts; clusters and families hold the rest


def matching(prints: Sequence[Fingerprint], *, related: bool, weights: judge.Weights | None) -> Matching:
    """Matches, clusters and families of the documents with these fingerprints."""
    texts = index.build(prints)
    places = Places(texts)
    same = equals.find(texts, places)
    least = judge.RELATED if related else judge.MERGE
    examined = examine(texts, places, weights or judge.load(), least=least)
    edges = [*_equal_edges(texts, same), *_edges(texts, same, examined)]
    merged = [edge for edge in edges if edge.match.relation in MERGED]
    kept = edges if related else [edge for edge in edges if edge.match.relation != "related"]
    families = [*_boilerplate(texts, same), *groups.families(texts, _shapes(same, edges))]
    return Matching(
        matches=tuple(edge.match for edge in sorted(kept, key=lambda edge: _order(texts, edge))),
        clusters=groups.clusters(texts, merged),
        families=tuple(sorted(families, key=lambda family: family.members)),
    )


def _order(texts: Index, edge: Edge) -> tuple[tuple[str, int], tuple[str, int]]:
    return groups.place(texts, edge.left), groups.place(texts, edge.right)


def _equal_edges(texts: Index, same: Sequence[Equals]) -> Iterator[Edge]:
    """A star for each group of equal sections; between groups the family speaks."""
    for equal in same:
        for group in equal.groups:
            if len(group) < MANY:
                for other in group[1:]:
                    yield _edge(texts, (group[0], other), "duplicate", EQUAL_SCORE, "the same words")


def _boilerplate(texts: Index, same: Sequence[Equals]) -> Iterator[Family]:
    for equal in same:
        for group in equal.groups:
            if len(group) >= MANY:
                yield groups.boilerplate(texts, group, EQUAL_SCORE)


def _edges(texts: Index, same: Sequence[Equals], examined: Examined) -> Iterator[Edge]:
    """What was examined, told of every pair of sections that has these two texts and is one subject with the two."""
    equals_of = {at: group for equal in same for group in equal.groups for at in group}
    for pair in range(len(examined.left)):
        relation = _relation(examined, pair)
        said = reason(texts, *examined.sides, pair) if relation != "related" else "related"
        score = round(float(examined.merge[pair]), 3)
        sides = (int(examined.left[pair]), int(examined.right[pair]))
        both = product(*(equals_of.get(at, (at,)) for at in sides))
        for left, right in islice(both, MOST_PAIRS):
            yield _edge(texts, (left, right), relation, score, said)


def _shapes(same: Sequence[Equals], edges: Iterable[Edge]) -> Iterator[tuple[int, int, float]]:
    """Which sections have one shape, and how sure that is.

    A section that is merged with one of several equal ones has one shape with the others too.
    """
    several = {at for equal in same if len(equal.groups) > 1 for at in equal.members}
    for equal in same:
        if len(equal.groups) > 1:
            first = equal.groups[0][0]
            yield from ((first, at, 1.0) for at in equal.members if at != first)
    for edge in edges:
        copied = edge.match.relation in MERGED and not several.isdisjoint((edge.left, edge.right))
        if copied or edge.match.relation == "template":
            yield edge.left, edge.right, 1 - edge.match.score


def _relation(examined: Examined, pair: int) -> Relation:
    figures = examined.figures
    if examined.merge[pair] < judge.MERGE:
        shaped = examined.template[pair] >= judge.TEMPLATE and examined.merge[pair] <= judge.DOUBT
        return "template" if shaped else "related"
    if min(figures["exact_small"][pair], figures["exact_large"][pair]) >= judge.DUPLICATE:
        return "duplicate"
    held, holds = figures["weight_small"][pair], figures["weight_large"][pair]
    return "contains" if held >= judge.CONTAINED and holds <= judge.HOLDER else "near"


def _edge(texts: Index, pair: tuple[int, int], relation: Relation, score: float, said: str) -> Edge:
    left, right = sorted(pair, key=lambda at: groups.place(texts, at))
    detector = "equal" if texts.text_of[left] == texts.text_of[right] else "statements"
    return Edge(left, right, Match(texts.sections[left].id, texts.sections[right].id, relation, score, detector, said))
