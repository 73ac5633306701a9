"""Pairs of sections -> numbers that tell how their places and subjects relate: headings, paths, documents."""

from __future__ import annotations

import math
from collections import Counter

from docpipe.match import names
from docpipe.match.fingerprint import SectionPrint
from docpipe.match.index import Index
from docpipe.match.layout import Layout
from docpipe.match.names import Named, Names, Words

_OFTEN = 6  # times a document must name its subject to count fully
_LATE = 0.85  # share of a document's sections before one that is at its end


class Places:
    """What the names of sections say of the subjects of two texts. Remembers what it worked out."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._layout = Layout({section.path for section in index.sections})
        self.folders = tuple(section.path.lower().rpartition("/")[0] for section in index.sections)
        self._names = Names(index)
        self._texts, self._spread = names.counts(index)
        self._lengths = Counter(section.path for section in index.sections)
        self._spoken: dict[str, Counter[int]] = {}
        self._pairs: dict[tuple[str, str], dict[str, float]] = {}

    def twins(self, left: int, right: int) -> float:
        """How much the folders of two sections are versions, editions or languages of each other, 0 to 1."""
        return self._layout.twins(self.folders[left], self.folders[right])

    def compare(self, left: int, right: int) -> dict[str, float]:
        """The figures of one pair of sections."""
        a, b = self._index.sections[left], self._index.sections[right]
        m, n = self._names.of(left), self._names.of(right)
        return self._documents(left, right, m, n) | _within(a, b) | self._ends(a, b) | self._subjects(m, n)

    def _subjects(self, m: Named, n: Named) -> dict[str, float]:
        """What names one side only, and whether that side's text says it where the other's does not."""
        known = self._names
        only_m, only_n = m.every - n.every, n.every - m.every
        said = (only_m & m.body) - n.body, (only_n & n.body) - m.body
        subjects = known.weight(said[0]) / known.most, known.weight(said[1]) / known.most
        headings = known.weight(m.heading - n.heading), known.weight(n.heading - m.heading)
        return {
            "subject_min": min(subjects),
            "subject_max": max(subjects),
            "kin": self._kin(*said),
            "axes_heading": float(known.apart(m.heading, n.heading)),
            "heading": known.alike(m.heading, n.heading),
            "heading_differs": min(headings) / known.most,
            "parents": known.alike(m.parents, n.parents) if m.parents | n.parents else 0.5,
        }

    def _kin(self, left: Words, right: Words) -> float:
        """How rare the rarest pair of names is that take the same place elsewhere, one for each side."""
        known, none = self._names, Words()
        pairs = ((a, b) for a in left for b in right if known.kin.get(a, none) & known.kin.get(b, none))
        return max((min(known.rarity(a), known.rarity(b)) for a, b in pairs), default=0.0)

    def _documents(self, a: int, b: int, m: Named, n: Named) -> dict[str, float]:
        pair = self._index.sections[a].path, self._index.sections[b].path
        if pair not in self._pairs:
            self._pairs[pair] = self._compare_documents(*pair, m, n) | {"twins": self.twins(a, b)}
        return self._pairs[pair]

    def _compare_documents(self, left: str, right: str, m: Named, n: Named) -> dict[str, float]:
        same = left == right
        here, there = self._counts(left), self._counts(right)
        plain = (0.0, 0.0)
        if not same:
            only_left, only_right = m.document - n.document, n.document - m.document
            plain = self._plainly(only_left, here, there), self._plainly(only_right, there, here)
        return {
            "same_document": float(same),
            "same_stem": self._names.alike(m.stem, n.stem),
            "sibling_folders": float(_sibling_folders(left, right)),
            "document_subject_min": min(plain),
            "document_subject_max": max(plain),
            "axes_document": 0.0 if same else float(self._names.apart(m.document, n.document)),
        }

    def _plainly(self, only: Words, here: Counter[int], there: Counter[int]) -> float:
        """How plainly a document has a subject, by title or path, of which the other does not speak."""
        most = math.log1p(len(self._texts)) or 1.0
        return max(
            (
                math.log1p(len(self._texts) / self._spread[word])
                / most
                * min(1.0, here[word] / _OFTEN)
                / (1 + there[word])
                for word in only
                if here[word]
            ),
            default=0.0,
        )

    def _counts(self, path: str) -> Counter[int]:
        if path not in self._spoken:
            index, count = self._index, Counter[int]()
            for text in self._texts[path]:
                count.update(index.token[index.token_start[text] : index.token_start[text + 1]].tolist())
            self._spoken[path] = count
        return self._spoken[path]

    def _ends(self, a: SectionPrint, b: SectionPrint) -> dict[str, float]:
        """Openings and closings sum up their document, each in its own words."""
        late = [section.order >= _LATE * max(self._lengths[section.path] - 1, 1) for section in (a, b)]
        return {"openings": float((a.order == 0) + (b.order == 0)), "closings": float(sum(late))}


def _within(a: SectionPrint, b: SectionPrint) -> dict[str, float]:
    """How two sections of one document lie to each other; all 0 for sections of two."""
    same = a.path == b.path
    siblings = same and a.trail[:-1] == b.trail[:-1]
    alike = same and [heading.lower() for heading in a.trail[-1:]] == [heading.lower() for heading in b.trail[-1:]]
    return {
        "adjacent": float(same and abs(a.order - b.order) == 1),
        "siblings": float(siblings),
        "parallel": float(alike and not siblings),
    }


def _sibling_folders(left: str, right: str) -> bool:
    """Whether the paths differ in the name of one folder."""
    a, b = left.split("/"), right.split("/")
    return len(a) == len(b) and a[-1] == b[-1] and sum(x != y for x, y in zip(a, b, strict=True)) == 1
