"""Pairs of sections -> numbers that tell how their places relate: paths, documents, where in them they stand."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from docpipe.match import names
from docpipe.match.arrays import Floats, Ints
from docpipe.match.fingerprint import SectionPrint
from docpipe.match.index import Index
from docpipe.match.layout import Layout
from docpipe.match.names import Named, Names, Words

_OFTEN = 6  # times a document must name its subject to count fully
_OF_DOCUMENTS = (
    "same_document", "two_documents", "outline", "same_stem", "sibling_folders", "document_subject_min",
    "document_subject_max", "axes_document", "twins",
)  # fmt: skip
_LATE = 0.85  # share of a document's sections before one that is at its end


class Places:
    """What the places of sections say of the subjects of two texts. Remembers what it worked out."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._layout = Layout({section.path for section in index.sections})
        self.folders = tuple(section.path.lower().rpartition("/")[0] for section in index.sections)
        self.names = Names(index)
        self._texts, self._spread = names.counts(index)
        self._lengths = Counter(section.path for section in index.sections)
        self._headings: dict[str, Counter[str]] = defaultdict(Counter)
        for section in index.sections:
            self._headings[section.path]["".join(section.trail[-1:]).lower()] += 1
        self._spoken: dict[str, Counter[int]] = {}
        self._plain: dict[tuple[str, Words], dict[int, float]] = {}

    def twins(self, left: int, right: int) -> float:
        """How much the folders of two sections are versions, editions or languages of each other, 0 to 1."""
        return self._layout.twins(self.folders[left], self.folders[right])

    def compare(self, left: Ints, right: Ints) -> dict[str, Floats]:
        """The figures of each pair of sections `left[p]`, `right[p]`, but for those of `kinship`."""
        at = np.unique(np.concatenate((left, right)))
        a, b = np.searchsorted(at, left), np.searchsorted(at, right)
        sections = [self._index.sections[section] for section in at.tolist()]
        return _within(sections, a, b) | self._ends(sections, a, b) | self._documents(at, a, b)

    def kinship(self, left: Ints, right: Ints) -> dict[str, Floats]:
        """Whether the names of each pair of sections are of one kind. Slow: for pairs that the rest leaves open."""
        kin, axes = np.zeros(len(left)), np.zeros(len(left))
        for pair, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
            m, n = self.names.of(one), self.names.of(other)
            kin[pair], axes[pair] = self._kin(m, n), self.names.apart(m.heading, n.heading)
        return {"kin": kin, "axes_heading": axes}

    def _kin(self, m: Named, n: Named) -> float:
        """How rare the rarest pair of names is that take the same place elsewhere, one for each side.

        Of names that only one side has and whose text alone speaks of them.
        """
        only_m, only_n = m.every - n.every, n.every - m.every
        left, right = (only_m & m.body) - n.body, (only_n & n.body) - m.body
        known, none = self.names, Words()
        pairs = ((a, b) for a in left for b in right if not known.kin.get(a, none).isdisjoint(known.kin.get(b, none)))
        return max((min(known.rarity(a), known.rarity(b)) for a, b in pairs), default=0.0)

    def _documents(self, at: Ints, a: Ints, b: Ints) -> dict[str, Floats]:
        """The figures of two documents, once a pair; one of several titles is about each in its place."""
        keys = _numbered((self._index.sections[section].path, self.names.of(section).title) for section in at.tolist())
        _, first, pair = np.unique(keys[a] * len(at) + keys[b], return_index=True, return_inverse=True)
        pairs = zip(at[a[first]].tolist(), at[b[first]].tolist(), strict=True)
        rows = [self._compare_documents(left, right) | {"twins": self.twins(left, right)} for left, right in pairs]
        return {name: np.array([row[name] for row in rows], np.float64)[pair] for name in _OF_DOCUMENTS}

    def _compare_documents(self, one: int, other: int) -> dict[str, float]:
        left, right = self._index.sections[one].path, self._index.sections[other].path
        m, n, same = self.names.of(one), self.names.of(other), left == right
        plain = (0.0, 0.0)
        if not same:
            plain = self._plainly(left, m, right, n), self._plainly(right, n, left, m)
        return {
            "same_document": float(same),
            "two_documents": float(not same),
            "outline": 0.0 if same else self._outline(left, right),
            "same_stem": self.names.alike(m.stem, n.stem),
            "sibling_folders": float(_sibling_folders(left, right)),
            "document_subject_min": min(plain),
            "document_subject_max": max(plain),
            "axes_document": 0.0 if same else float(self.names.apart(m.document, n.document)),
        }

    def _outline(self, left: str, right: str) -> float:
        """Which share of the shorter document's headings stands in the other too."""
        a, b = self._headings[left], self._headings[right]
        return (a & b).total() / min(a.total(), b.total())

    def _plainly(self, here: str, m: Named, there: str, n: Named) -> float:
        """How plainly a document has a subject, by title or path, of which the other does not speak."""
        said, named = self._counts(there), n.document
        own = self._subjects(here, m).items()
        return max((value / (1 + said[word]) for word, value in own if word not in named), default=0.0)

    def _subjects(self, path: str, named: Named) -> dict[int, float]:
        """How plainly a document speaks of each word of its title and path."""
        key = path, named.title
        if key not in self._plain:
            count, most = self._counts(path), math.log1p(len(self._texts)) or 1.0
            self._plain[key] = {
                word: math.log1p(len(self._texts) / self._spread[word]) / most * min(1.0, count[word] / _OFTEN)
                for word in named.document
                if count[word]
            }
        return self._plain[key]

    def _counts(self, path: str) -> Counter[int]:
        if path not in self._spoken:
            index, count = self._index, Counter[int]()
            for text in self._texts[path]:
                count.update(index.token[index.token_start[text] : index.token_start[text + 1]].tolist())
            self._spoken[path] = count
        return self._spoken[path]

    def _ends(self, sections: Sequence[SectionPrint], a: Ints, b: Ints) -> dict[str, Floats]:
        """Openings and closings sum up their document, each in its own words."""
        opening = np.array([section.order == 0 for section in sections], np.float64)
        late = (section.order >= _LATE * max(self._lengths[section.path] - 1, 1) for section in sections)
        closing = np.array([*late], np.float64)
        return {"openings": opening[a] + opening[b], "closings": closing[a] + closing[b]}


def _within(sections: Sequence[SectionPrint], a: Ints, b: Ints) -> dict[str, Floats]:
    """How two sections of one document lie to each other; all 0 for sections of two."""
    order = np.array([section.order for section in sections], np.int64)
    parent = _numbered((section.path, section.trail[:-1]) for section in sections)
    called = _numbered((section.path, *map(str.lower, section.trail[-1:])) for section in sections)
    document = _numbered(section.path for section in sections)
    siblings = parent[a] == parent[b]
    return {
        "adjacent": ((document[a] == document[b]) & (np.abs(order[a] - order[b]) == 1)).astype(np.float64),
        "siblings": siblings.astype(np.float64),
        "parallel": ((called[a] == called[b]) & ~siblings).astype(np.float64),
    }


def _numbered(values: Iterable[Hashable]) -> Ints:
    """A number for each value, the same for equal ones."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)


def _sibling_folders(left: str, right: str) -> bool:
    """Whether the paths differ in the name of one folder."""
    a, b = left.split("/"), right.split("/")
    return len(a) == len(b) and a[-1] == b[-1] and sum(x != y for x, y in zip(a, b, strict=True)) == 1
