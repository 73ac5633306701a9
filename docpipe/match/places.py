"""Pairs of sections -> numbers that tell how their places and subjects relate: headings, paths, documents."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from docpipe.match.fingerprint import SectionPrint, parts
from docpipe.match.index import Index
from docpipe.match.layout import Layout

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OFTEN = 6  # times a document must name its subject to count fully
_SET_ASIDE = re.compile(
    r"archived?|archives|old|legacy|deprecated|backups?|bak|attic|histor(?:y|ical)|obsolete|superseded|retired|alt|"
    r"archiv|veraltet|archivo|archivado|obsoleto|ancien|archivé"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The words that name a section: by its heading, the headings above, the document's title, its path."""

    heading: frozenset[str]
    parents: frozenset[str]
    title: frozenset[str]
    path: frozenset[str]
    stem: frozenset[str]
    body: frozenset[int]


class Places:
    """What the names of sections say of the subjects of two texts. Remembers what it worked out."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._layout = Layout({section.path for section in index.sections})
        self._most = math.log1p(len(index.members)) or 1.0
        self._names: dict[int, Named] = {}
        self._split: dict[str, frozenset[str]] = {}
        self._texts_of: dict[str, list[int]] = defaultdict(list)
        for at, section in enumerate(index.sections):
            if index.text_of[at] >= 0:
                self._texts_of[section.path].append(int(index.text_of[at]))
        self._documents: dict[str, Counter[int]] = {}
        self._headings = Counter(section.trail[-1].lower() for section in index.sections if section.trail)
        self._spread: Counter[int] = Counter()
        for texts in self._texts_of.values():
            self._spread.update({int(word) for text in texts for word in index.bag(text)})
        self._most_documents = math.log1p(len(self._texts_of)) or 1.0

    def twins(self, left: int, right: int) -> float:
        """How much the folders of two sections are versions, editions or languages of each other, 0 to 1."""
        return self._layout.twins(self._index.sections[left].path, self._index.sections[right].path)

    def compare(self, left: int, right: int) -> dict[str, float]:
        """The figures of one pair of sections."""
        a, b = self._index.sections[left], self._index.sections[right]
        m, n = self._named(left), self._named(right)
        subjects = self._subjects(m, n)
        documents = self._document_subjects(a, b, m, n)
        return {
            "twins": self._layout.twins(a.path, b.path),
            "same_document": float(a.path == b.path),
            "adjacent": float(a.path == b.path and abs(a.order - b.order) == 1),
            "siblings": float(a.path == b.path and a.trail[:-1] == b.trail[:-1]),
            "same_stem": self._alike(m.stem, n.stem),
            "same_folder": float(a.path.rpartition("/")[0] == b.path.rpartition("/")[0]),
            "set_aside": float(_set_aside(a.path) != _set_aside(b.path)),
            "subject_min": min(subjects),
            "subject_max": max(subjects),
            "document_subject_min": min(documents),
            "document_subject_max": max(documents),
            "heading": self._alike(m.heading, n.heading),
            "heading_differs": min(self._weight(m.heading - n.heading), self._weight(n.heading - m.heading))
            / self._most,
            "parents": self._alike(m.parents, n.parents) if m.parents | n.parents else 0.5,
            "title": self._alike(m.title, n.title),
            "common_heading": self._common_heading(a, b),
        }

    def _named(self, at: int) -> Named:
        if at not in self._names:
            section = self._index.sections[at]
            stem = section.path.rpartition(".")[0] or section.path
            trail = section.trail
            self._names[at] = Named(
                heading=self._words(trail[-1]) if trail else frozenset(),
                parents=frozenset[str]().union(*(self._words(heading) for heading in trail[1:-1])),
                title=self._words(trail[0]) if trail else frozenset(),
                path=self._words(stem),
                stem=self._words(stem.rpartition("/")[2]),
                body=frozenset(self._index.bag(int(self._index.text_of[at])).tolist()),
            )
        return self._names[at]

    def _words(self, text: str) -> frozenset[str]:
        if text not in self._split:
            self._split[text] = frozenset(parts(_CAMEL.sub(" ", text)))
        return self._split[text]

    def _idf(self, word: str) -> float:
        at = self._index.words.get(word)
        return self._most if at is None else float(self._index.idf[at])

    def _weight(self, words: Iterable[str]) -> float:
        return math.fsum(map(self._idf, words))

    def _alike(self, left: frozenset[str], right: frozenset[str]) -> float:
        return self._weight(left & right) / self._weight(left | right) if left and right else 0.0

    def _subjects(self, m: Named, n: Named) -> tuple[float, float]:
        """Weight of the words that name one side only and stand in its text only, for each side."""
        left = m.heading | m.parents | m.title | m.path
        right = n.heading | n.parents | n.title | n.path
        return self._standing(left - right, m.body, n.body), self._standing(right - left, n.body, m.body)

    def _standing(self, names: frozenset[str], here: frozenset[int], there: frozenset[int]) -> float:
        index = self._index
        at = (index.words.get(name) for name in names)
        return (
            math.fsum(sorted(float(index.idf[w]) for w in at if w is not None and w in here and w not in there))
            / self._most
        )

    def _document_subjects(self, a: SectionPrint, b: SectionPrint, m: Named, n: Named) -> tuple[float, float]:
        """How plainly each document has a subject, named in title or path, of which the other does not speak."""
        if a.path == b.path:
            return 0.0, 0.0
        left, right = m.title | m.path, n.title | n.path
        here, there = self._counts(a.path), self._counts(b.path)
        return self._spoken(left - right, here, there), self._spoken(right - left, there, here)

    def _spoken(self, names: frozenset[str], here: Counter[int], there: Counter[int]) -> float:
        best = 0.0
        for name in names:
            word = self._index.words.get(name)
            if word is not None and here[word]:
                rare = math.log1p(len(self._texts_of) / self._spread[word]) / self._most_documents
                best = max(best, rare * min(1.0, here[word] / _OFTEN) / (1 + there[word]))
        return best

    def _counts(self, path: str) -> Counter[int]:
        if path not in self._documents:
            index = self._index
            self._documents[path] = Counter(
                word
                for text in self._texts_of[path]
                for word in index.token[index.token_start[text] : index.token_start[text + 1]].tolist()
            )
        return self._documents[path]

    def _common_heading(self, a: SectionPrint, b: SectionPrint) -> float:
        """Logarithm of how often an equal heading stands in the corpus: equal headings say nothing by themselves."""
        if not (a.trail and b.trail) or a.trail[-1].lower() != b.trail[-1].lower():
            return 0.0
        return math.log(self._headings[a.trail[-1].lower()])


def _set_aside(path: str) -> bool:
    return any(_SET_ASIDE.fullmatch(word) for name in path.lower().split("/")[:-1] for word in parts(name))
