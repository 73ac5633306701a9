"""Two sections of a corpus -> why they match or do not: statement by statement, and the terms of the score."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from docpipe.match import align, equals, index, judge
from docpipe.match.align import Side
from docpipe.match.examine import Examined, examine_one
from docpipe.match.features import SAME, WITHIN
from docpipe.match.fingerprint import fingerprints
from docpipe.match.index import Index
from docpipe.match.intended import intended
from docpipe.match.judge import Model
from docpipe.match.matching import EQUAL_SCORE, relation_of
from docpipe.match.places import Places
from docpipe.match.reasons import WHOLE, compare, reason
from docpipe.match.standing import Standing
from docpipe.model import Document, Explained, Line, Relation, Term

_MEANT = {
    "duplicate": "the same content: one of them would serve",
    "near": "the same said twice: one merged section would serve",
    "contains": "one stands inside the other: one merged section would serve",
    "template": "one wording about two subjects, or in two places that must both stand: nothing to merge",
    "related": "not the same: each must stand",
}


@dataclass(frozen=True, slots=True)
class _Verdict:
    relation: Relation
    score: float
    said: str
    terms: tuple[Term, ...] = ()


def explain(documents: Sequence[Document], standing: Standing, left: str, right: str) -> Explained:
    """Why the sections of these ids match, or do not; both stand in `documents`."""
    texts = index.build(fingerprints(documents))
    at = {section.id: number for number, section in enumerate(texts.sections)}
    if left not in at or right not in at or min(texts.text_of[[at[left], at[right]]]) < 0:
        said = "one of them says nothing, or lies in a damaged document: it is compared with none"
        return Explained((left, right), "related", 0.0, said, "", (), (), (), ())
    pair = at[left], at[right]
    shown = align.align(texts, *(np.array([texts.text_of[one]]) for one in pair))
    found = _judge(texts, pair)
    meant = intended(standing, texts.sections[pair[0]], texts.sections[pair[1]])
    said = f"{found.said}; the repetition is meant: {meant}" if meant and found.relation != "related" else found.said
    lines = _Lines(texts, documents, pair)
    same, reworded, alone = lines.paired(shown[0])
    return Explained(
        (left, right),
        found.relation,
        found.score,
        said,
        reason(compare(texts, *shown, 0, pair)),
        same,
        reworded,
        alone,
        tuple(Line(None, line.left) for line in _Lines(texts, documents, pair[::-1]).paired(shown[1])[2]),
        found.terms,
    )


def _judge(texts: Index, pair: tuple[int, int]) -> _Verdict:
    places, weights = Places(texts), judge.load()
    numbers = int(texts.text_of[pair[0]]), int(texts.text_of[pair[1]])
    if numbers[0] == numbers[1]:
        return _equal(texts, places, pair)
    examined = examine_one(texts, places, weights, numbers)
    if not len(examined.left):
        said = "they share so few words that are rare elsewhere that they were never held against each other"
        return _Verdict("related", 0.0, f"{_MEANT['related']}; {said}")
    relation, score = relation_of(examined, 0), round(float(examined.merge[0]), 3)
    return _Verdict(relation, score, f"{_MEANT[relation]} ({_limits(examined)})", _terms(weights.merge, examined))


def _equal(texts: Index, places: Places, pair: tuple[int, int]) -> _Verdict:
    for found in equals.find(texts, places):
        if set(pair) <= set(found.members):
            together = any(set(pair) <= set(group) for group in found.groups)
            if together:
                return _Verdict("duplicate", EQUAL_SCORE, f"the same words, {_MEANT['duplicate']}")
            said = "the same words in two places that must both stand, by their headings or folders: nothing to merge"
            return _Verdict("template", round(1 - EQUAL_SCORE, 3), said)
    return _Verdict("related", 0.0, f"the same words, but fewer than {equals.FEW_WORDS}: they repeat by chance")


def _limits(examined: Examined) -> str:
    merge, template = float(examined.merge[0]), float(examined.template[0])
    least = f"{judge.MERGE:.2f} is needed"
    if merge >= judge.MERGE:
        return f"score {merge:.2f}, {least}"
    return f"score {merge:.2f}, {least}; one wording about two subjects: {template:.2f}, {judge.TEMPLATE:.2f} is needed"


def _terms(model: Model, examined: Examined) -> tuple[Term, ...]:
    """What the score is the logistic function of, the heaviest first; what adds nothing is left out."""
    found: dict[str, Term] = {}
    for term in model.terms:
        value = float(examined.figures[term.figure][0])
        points = term.weight * (float(np.clip(value, term.low, term.high)) - term.low)
        before = found[term.figure].points if term.figure in found else 0.0
        meaning = _meanings().get(term.figure, term.figure.replace("_", " "))
        found[term.figure] = Term(term.figure, meaning, round(value, 3), round(before + points, 2))
    base = Term("base", "where every score begins", 1.0, round(model.base, 2))
    ordered = sorted(found.values(), key=lambda term: (-abs(term.points), term.figure))
    return (base, *(term for term in ordered if term.points))


@cache
def _meanings() -> dict[str, str]:
    data: dict[str, str] = tomllib.loads((files("docpipe.match") / "meanings.toml").read_text("utf-8"))
    return data


class _Lines:
    """The statements of two sections as their documents write them."""

    def __init__(self, texts: Index, documents: Sequence[Document], pair: tuple[int, int]) -> None:
        self._texts = texts
        self._sections = [texts.sections[at] for at in pair]
        sources = {document.path: document.source.text for document in documents}
        self._sources = [sources[section.path].split("\n") for section in self._sections]
        self._starts = [int(texts.stmt_start[texts.text_of[at]]) for at in pair]

    def paired(self, side: Side) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
        """What the first section says word for word, in other words, and alone; `side` is its side of the alignment."""
        kinds: tuple[list[Line], list[Line], list[Line]] = ([], [], [])
        for row, (like, held) in enumerate(zip(side.like, side.held, strict=True)):
            kind = 0 if like >= WHOLE else 1 if like >= SAME or held >= WITHIN else 2
            partner = int(side.partner[row]) - self._starts[1]
            other = self._written(1, partner) if kind < 2 and side.partner[row] >= 0 else None
            kinds[kind].append(Line(self._written(0, row), other))
        return tuple(kinds[0]), tuple(kinds[1]), tuple(kinds[2])

    def _written(self, side: int, number: int) -> tuple[int, str]:
        section = self._sections[side]
        line = section.line + section.said.lines[number]
        return line, self._sources[side][line - 1].strip()
