"""Pairs of sections -> numbers that tell how their places relate: paths, documents, where in them they stand."""

from __future__ import annotations

import numpy as np

from docpipe.match.arrays import Floats, Ints, numbered
from docpipe.match.index import Index
from docpipe.match.layout import Layout
from docpipe.match.names import Names, Words
from docpipe.match.pages import pages


class Places:
    """What the places of sections say of the subjects of two texts. Remembers what it worked out."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._layout = Layout({section.path for section in index.sections})
        folders = {path: path.lower().rpartition("/")[0] for path in {section.path for section in index.sections}}
        same = {folder: folder for folder in folders.values()}  # one object of each: they are compared very often
        self.folders = tuple(same[folders[section.path]] for section in index.sections)
        self.names = Names(index)

    def twins(self, left: int, right: int) -> float:
        """How much the folders of two sections are versions, editions or languages of each other, 0 to 1."""
        return self._layout.twins(self.folders[left], self.folders[right])

    def versions(self, at: int) -> tuple[str, ...]:
        """The versions that the folders of a section name. Sections that name others are twins."""
        return self._layout.versions(self.folders[at])

    def standing(self, left: Ints, right: Ints) -> dict[str, Floats]:
        """How each pair of sections `left[p]`, `right[p]` lie to each other and in their documents."""
        at, pairs = np.unique(np.concatenate((left, right)), return_inverse=True)
        a, b = pairs[: len(left)], pairs[len(left) :]
        sections = [self._index.sections[section] for section in at.tolist()]
        order = np.array([section.order for section in sections], np.int64)
        parent = numbered((section.path, section.trail[:-1]) for section in sections)
        called = numbered((section.path, *map(str.lower, section.trail[-1:])) for section in sections)
        document = numbered(section.path for section in sections)
        same = document[a] == document[b]
        opening = order == 0  # it sums up its document, in its own words
        return {
            "same_document": same.astype(np.float64),
            "two_documents": (~same).astype(np.float64),
            "adjacent": (same & (np.abs(order[a] - order[b]) == 1)).astype(np.float64),
            "parallel": ((called[a] == called[b]) & (parent[a] != parent[b])).astype(np.float64),
            "openings": opening[a].astype(np.float64) + opening[b],
        }

    def documents(self, left: Ints, right: Ints) -> dict[str, Floats]:
        """How the documents of each pair of sections relate."""
        return pages(self._index, self.names, self._layout, left, right)

    def kinship(self, left: Ints, right: Ints) -> dict[str, Floats]:
        """Whether the names of each pair of sections are of one kind. Slow: for pairs that the rest leaves open."""
        kin, axes = np.zeros(len(left)), np.zeros(len(left))
        for pair, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
            here, there = self.names.of(one), self.names.of(other)
            kin[pair] = self._kin(here.every - there.every, there.every - here.every, one, other)
            axes[pair] = self.names.apart(here.heading, there.heading)
        return {"kin": kin, "axes_heading": axes}

    def _kin(self, here: Words, there: Words, one: int, other: int) -> float:
        """How rare the rarest pair of names is that take the same place elsewhere, one for each side.

        Of names that only one of two sections has (`here`, `there`) and whose text alone speaks of them.
        """
        if not here or not there:
            return 0.0
        names, none = self.names, Words()
        left = (here & names.said(one)) - names.said(other)
        right = (there & names.said(other)) - names.said(one)
        pairs = ((a, b) for a in left for b in right if not names.kin.get(a, none).isdisjoint(names.kin.get(b, none)))
        return max((min(names.rarity(a), names.rarity(b)) for a, b in pairs), default=0.0)
