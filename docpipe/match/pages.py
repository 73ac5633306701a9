"""Pairs of sections -> numbers that tell how their documents relate, each pair of documents once, all at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from docpipe.match.arrays import Floats, Ints, numbered, ranges
from docpipe.match.index import Index
from docpipe.match.layout import Layout
from docpipe.match.names import Names

_OFTEN = 6  # times a document must name its subject to count fully


def pages(index: Index, names: Names, layout: Layout, left: Ints, right: Ints) -> dict[str, Floats]:
    """The figures of the documents of each pair of sections; one of several titles is about each in its place."""
    at, pairs = np.unique(np.concatenate((left, right)), return_inverse=True)
    keys = numbered((index.sections[section].path, names.of(section).title) for section in at.tolist())
    _, first = np.unique(keys, return_index=True)
    a, b = keys[pairs[: len(left)]], keys[pairs[len(left) :]]
    several, pair = np.unique(a * len(first) + b, return_inverse=True)
    figures = _Pages(index, names, at[first].tolist()).figures(layout, several // len(first), several % len(first))
    return {name: values[pair] for name, values in figures.items()}


class _Pages:
    """Documents, each told by one of its sections."""

    def __init__(self, index: Index, names: Names, told: Sequence[int]) -> None:
        self._index = index
        self._paths = [index.sections[at].path for at in told]
        self._named = [names.of(at).document for at in told]
        self._path = numbered(section.path for section in index.sections)[told]
        self._width = len(names.weights)

    def figures(self, layout: Layout, left: Ints, right: Ints) -> dict[str, Floats]:
        """The figures of each pair of them."""
        apart = self._path[left] != self._path[right]
        plain = np.zeros(len(left))
        plain[apart] = self._plainly(left[apart], right[apart])
        return {
            "outline": np.where(apart, self._outline(left, right), 0.0),
            "document_subject_max": plain,
            "sibling_folders": self._sibling_folders(left, right),
            "twins": self._twins(layout, left, right),
        }

    def _outline(self, left: Ints, right: Ints) -> Floats:
        """Which share of the shorter document's headings stands in the other too; one that stands twice is two."""
        numbers: dict[tuple[str, int], int] = {}
        headings: dict[str, list[int]] = {path: [] for path in self._paths}
        often = Counter[tuple[str, str]]()
        for section in self._index.sections:
            if section.path in headings:
                heading = "".join(section.trail[-1:]).lower()
                often[section.path, heading] += 1
                key = heading, often[section.path, heading]
                headings[section.path].append(numbers.setdefault(key, len(numbers)))
        each = [headings[path] for path in self._paths]
        total = np.array([len(own) for own in each], np.int64)
        start = np.concatenate(([0], np.cumsum(total)))
        words = np.array([number for own in each for number in own], np.int64)
        rows = sparse.csr_matrix((np.ones(len(words), np.int32), words, start), shape=(len(each), max(len(numbers), 1)))
        both = np.asarray(rows[left].multiply(rows[right]).sum(axis=1)).ravel()
        out: Floats = both / np.minimum(total[left], total[right])
        return out

    def _plainly(self, left: Ints, right: Ints) -> Floats:
        """How plainly one of two documents has a subject, by title or path, of which the other does not speak."""
        key, count, spread, documents = self._spoken()
        own = self._subjects(key, count, spread, documents)
        named = (at * self._width + word for at, each in enumerate(self._named) for word in each)
        names = np.sort(np.fromiter(named, np.int64))
        size = np.array([len(words) for words in own], np.int64)
        start = np.concatenate(([0], np.cumsum(size)))
        word = np.array([each for words in own for each in words], np.int64)
        value = np.array([each for words in own for each in words.values()], np.float64)
        out = np.zeros(len(left))
        for here, there in ((left, right), (right, left)):
            at, pair = ranges(start[here], size[here]), np.repeat(np.arange(len(here)), size[here])
            said = _count(key, count, self._path[there[pair]] * self._width + word[at])
            free = _count(names, np.ones(len(names), np.int64), there[pair] * self._width + word[at]) == 0
            np.maximum.at(out, pair[free], value[at[free]] / (1 + said[free]))
        return out

    def _spoken(self) -> tuple[Ints, Ints, Ints, int]:
        """How often each document says each word that names one, by key; in how many each stands, of how many."""
        index = self._index
        asked = np.zeros(self._width, np.bool_)
        asked[list(frozenset().union(*self._named))] = True
        marked = np.flatnonzero(asked[index.token])
        start = np.searchsorted(marked, index.token_start)
        saying = np.flatnonzero(index.text_of >= 0)
        texts, path = index.text_of[saying], numbered(section.path for section in index.sections)[saying]
        count = start[texts + 1] - start[texts]
        token = index.token[marked[ranges(start[texts], count)]]
        key, often = np.unique(np.repeat(path, count) * self._width + token, return_counts=True)
        return key, often, np.bincount(key % self._width, minlength=self._width), len(np.unique(path))

    def _subjects(self, key: Ints, count: Ints, spread: Ints, documents: int) -> list[dict[int, float]]:
        """How plainly each document speaks of each word of its title and path."""
        most = math.log1p(documents) or 1.0
        found = []
        for path, named in zip(self._path.tolist(), self._named, strict=True):
            words = np.array(sorted(named), np.int64)
            often = _count(key, count, path * self._width + words).tolist()
            found.append({
                word: math.log1p(documents / int(spread[word])) / most * min(1.0, times / _OFTEN)
                for word, times in zip(words.tolist(), often, strict=True)
                if times
            })  # fmt: skip
        return found

    def _sibling_folders(self, left: Ints, right: Ints) -> Floats:
        """Whether the paths differ in the name of one folder."""
        name = numbered((path.count("/"), path.rpartition("/")[2]) for path in self._paths)
        out = np.zeros(len(left))
        for pair in np.flatnonzero(name[left] == name[right]).tolist():
            a, b = self._paths[left[pair]].split("/"), self._paths[right[pair]].split("/")
            out[pair] = sum(x != y for x, y in zip(a, b, strict=True)) == 1
        return out

    def _twins(self, layout: Layout, left: Ints, right: Ints) -> Floats:
        """How much their folders are versions, editions or languages of each other."""
        folders = [path.lower().rpartition("/")[0] for path in self._paths]
        number = numbered(folders)
        _, names = np.unique(number, return_index=True)
        several, pair = np.unique(number[left] * len(names) + number[right], return_inverse=True)
        known = [
            layout.twins(folders[names[both // len(names)]], folders[names[both % len(names)]])
            for both in several.tolist()
        ]
        return np.array(known, np.float64)[pair]


def _count(keys: Ints, counts: Ints, wanted: Ints) -> Ints:
    """The count of each wanted key, of `keys` that are sorted; 0 where it is not there."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    out: Ints = np.where(keys[at] == wanted, counts[at], 0)
    return out
