"""Fingerprints of a corpus -> all that stage `match` finds. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docpipe.match import equals, groups, index, judge
from docpipe.match.equals import Equals
from docpipe.match.examine import Examined, examine
from docpipe.match.fingerprint import Fingerprint
from docpipe.match.groups import MANY, Edge
from docpipe.match.index import Index
from docpipe.match.places import Places
from docpipe.match.reasons import reason
from docpipe.model import Family, Match, Matching, Relation

EQUAL_SCORE = 0.98  # equal texts of one subject: one merged section would serve
APART_SCORE = 0.1  # equal texts of two subjects


def matching(prints: Sequence[Fingerprint], *, related: bool, weights: judge.Weights | None) -> Matching:
    """Matches, clusters and families of the documents with these fingerprints."""
    texts = index.build(prints)
    places = Places(texts)
    same = equals.find(texts, places)
    examined = examine(texts, places, weights or judge.load(), least=judge.RELATED if related else judge.MERGE)
    edges = [*_equal_edges(texts, same), *_edges(texts, examined)]
    merged = [edge for edge in edges if edge.match.relation in ("duplicate", "near", "contains")]
    shaped = [edge for edge in edges if edge.match.relation == "template"]
    kept = edges if related else [*merged, *shaped]
    sure = {
        (int(a), int(b)): float(t) for a, b, t in zip(examined.left, examined.right, examined.template, strict=True)
    }
    return Matching(
        matches=tuple(edge.match for edge in sorted(kept, key=lambda edge: _order(texts, edge))),
        clusters=groups.clusters(texts, merged),
        families=tuple(
            sorted([*_boilerplate(texts, same), *groups.families(texts, shaped, sure)], key=lambda f: f.members)
        ),
    )


def _order(texts: Index, edge: Edge) -> tuple[tuple[str, int], tuple[str, int]]:
    return groups.place(texts, edge.left), groups.place(texts, edge.right)


def _equal_edges(texts: Index, same: Sequence[Equals]) -> Iterator[Edge]:
    """A star for each group of equal sections, and one template match from each group to the first."""
    for equal in same:
        for group in equal.groups:
            if len(group) < MANY:
                for other in group[1:]:
                    yield _edge(texts, (group[0], other), "duplicate", EQUAL_SCORE, "the same words")
        for group in equal.groups[1:]:
            yield _edge(
                texts, (equal.groups[0][0], group[0]), "template", APART_SCORE, "the same words, another subject"
            )


def _boilerplate(texts: Index, same: Sequence[Equals]) -> Iterator[Family]:
    for equal in same:
        for group in equal.groups:
            if len(group) >= MANY:
                yield groups.boilerplate(texts, group, EQUAL_SCORE)


def _edges(texts: Index, examined: Examined) -> Iterator[Edge]:
    for pair in range(len(examined.left)):
        relation = _relation(examined, pair)
        said = reason(texts, *examined.sides, pair) if relation != "related" else "related"
        score = round(float(examined.merge[pair]), 3)
        yield _edge(texts, (int(examined.left[pair]), int(examined.right[pair])), relation, score, said)


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
