"""Fingerprints of a corpus -> all that stage `match` finds. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from docpipe.match import blocks, documents, equals, groups, index, judge, rivals
from docpipe.match.equals import Equals
from docpipe.match.examine import Examined, examine
from docpipe.match.fingerprint import Fingerprint
from docpipe.match.groups import MANY, MERGED, Edge
from docpipe.match.index import Index
from docpipe.match.intended import intended
from docpipe.match.places import Places
from docpipe.match.reasons import Comparison, compare, reason
from docpipe.match.standing import Standing
from docpipe.model import Family, Match, Matching, Relation

EQUAL_SCORE = 0.98  # equal texts of one subject: one merged section would serve
MOST_PAIRS = 64  # pairs of sections told for one pair of texts; clusters and families hold the rest


def matching(
    prints: Sequence[Fingerprint], known: Callable[[], Standing], *, related: bool, weights: judge.Weights | None
) -> Matching:
    """Matches, clusters and families of the documents with these fingerprints; `known` tells of them what else is."""
    texts = index.build(prints)
    places = Places(texts)
    same = equals.find(texts, places)
    examined = examine(texts, places, weights or judge.load(), related=related)
    found = [*_equal_edges(texts, same), *_edges(texts, same, examined)]
    families = [*_boilerplate(texts, same), *groups.families(texts, _shapes(same, found))]
    standing = known()  # not asked for earlier: others may still be at work on it
    edges = [_with_intent(texts, standing, edge) for edge in found]
    sure = [edge for edge in edges if edge.match.relation in MERGED and edge.match.score >= judge.SURE and edge.told]
    others = [edge for edge in edges if edge.match.relation == "related"]
    kept = edges if related else [edge for edge in edges if edge.match.relation != "related"]
    clusters = groups.clusters(texts, standing, sure)
    overlaps = documents.overlaps(texts, standing, edges)
    return Matching(
        matches=_told(texts, kept),
        clusters=clusters,
        families=tuple(sorted(families, key=lambda family: family.members)),
        rivals=rivals.rivals(texts, standing, overlaps),
        overlaps=overlaps,
        repeats=blocks.repeats(texts, clusters, families, overlaps),
        doubts=_told(texts, (edge for edge in others if edge.match.score >= judge.DOUBTFUL)),
    )


def _told(texts: Index, edges: Iterable[Edge]) -> tuple[Match, ...]:
    return tuple(edge.match for edge in sorted(edges, key=lambda edge: _order(texts, edge)))


def _order(texts: Index, edge: Edge) -> tuple[tuple[str, int], tuple[str, int]]:
    return groups.place(texts, edge.left), groups.place(texts, edge.right)


def _with_intent(texts: Index, standing: Standing, edge: Edge) -> Edge:
    """The edge, with why the repetition is meant, where it is."""
    if edge.match.relation not in MERGED:
        return edge
    why = intended(standing, texts.sections[edge.left], texts.sections[edge.right])
    return replace(edge, match=replace(edge.match, intended=why)) if why else edge


def _equal_edges(texts: Index, same: Sequence[Equals]) -> Iterator[Edge]:
    """All pairs of each group of equal sections; between groups the family speaks."""
    for equal in same:
        for group in equal.groups:
            if len(group) < MANY:
                for pair in combinations(group, 2):
                    yield _edge(texts, pair, "duplicate", EQUAL_SCORE, None)


def _boilerplate(texts: Index, same: Sequence[Equals]) -> Iterator[Family]:
    for equal in same:
        for group in equal.groups:
            if len(group) >= MANY:
                yield groups.boilerplate(texts, group, EQUAL_SCORE)


def _edges(texts: Index, same: Sequence[Equals], examined: Examined) -> Iterator[Edge]:
    """What was examined, told of every pair of sections that has these two texts and is one subject with the two."""
    equals_of = {at: group for equal in same for group in equal.groups for at in group}
    for pair in range(len(examined.left)):
        relation = relation_of(examined, pair)
        score = round(float(examined.merge[pair]), 3)
        sides = (int(examined.left[pair]), int(examined.right[pair]))
        compared = compare(texts, *examined.sides, pair, sides) if relation != "related" else None
        both = product(*(equals_of.get(at, (at,)) for at in sides))
        for left, right in islice(both, MOST_PAIRS):
            yield _edge(texts, (left, right), relation, score, compared)


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


def relation_of(examined: Examined, pair: int) -> Relation:
    """How the sections of pair `pair` relate, by its scores and shares."""
    figures = examined.figures
    if examined.merge[pair] < judge.MERGE:
        shaped = examined.template[pair] >= judge.TEMPLATE and examined.merge[pair] <= judge.DOUBT
        return "template" if shaped else "related"
    if min(figures["exact_small"][pair], figures["exact_large"][pair]) >= judge.DUPLICATE:
        return "duplicate"
    held, holds = figures["weight_small"][pair], figures["weight_large"][pair]
    return "contains" if held >= judge.CONTAINED and holds <= judge.HOLDER else "near"


def _edge(texts: Index, pair: tuple[int, int], relation: Relation, score: float, compared: Comparison | None) -> Edge:
    left, right = sorted(pair, key=lambda at: groups.place(texts, at))
    if compared and (left, right) != pair:
        compared = compared.turned()
    equal = texts.text_of[left] == texts.text_of[right]
    said = reason(compared) if compared else "the same words" if equal else "related"
    ids = texts.sections[left].id, texts.sections[right].id
    return Edge(left, right, Match(*ids, relation, score, "equal" if equal else "statements", said), compared)
