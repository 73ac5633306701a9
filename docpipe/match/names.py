"""Sections -> the words that name them, as word numbers: by heading, headings above, title and path. No comparison."""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from docpipe.match.fingerprint import SectionPrint, parts
from docpipe.match.index import Index

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONG = 8  # words of a heading or file name from which it is a sentence, whose words are no names
_SLOT = range(2, 61)  # how many words take one place before it says something, and until it says nothing

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Named:
    """What a section is called: by its heading, those above it, the document's title, its path; `every` holds all."""

    heading: Words
    parents: Words
    title: Words
    path: Words
    every: Words

    @property
    def document(self) -> Words:
        """The words that name the document."""
        return self.title | self.path


class Names:
    """The names of all sections, and which words are names of the same kind. Remembers what it worked out."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._numbers = dict(index.words)
        self._known: dict[int, Named] = {}
        self._said: dict[int, Words] = {}
        self._split: dict[str, tuple[int, ...]] = {}
        self.most = math.log1p(len(index.members)) or 1.0
        self._idf: list[float] = index.idf.tolist()
        self.kin = self._slots(index.sections)
        self._axes = self._axis_words()
        self._axis_names = Words().union(*self._axes)

    def of(self, at: int) -> Named:
        """What section `at` is called."""
        known = self._known.get(at)
        if known is None:
            section = self._index.sections[at]
            trail = section.trail
            heading = Words(self.words(trail[-1])) if trail else Words()
            parents = Words().union(*map(self.words, trail[1:-1]))
            title = Words(self.words(trail[0])) if trail else Words()
            path = Words(self.words(_stem(section.path)))
            known = self._known[at] = Named(heading, parents, title, path, heading | parents | title | path)
        return known

    def said(self, at: int) -> Words:
        """The words of the text of section `at`."""
        text = int(self._index.text_of[at])
        if text not in self._said:
            self._said[text] = Words(self._index.bag(text).tolist())
        return self._said[text]

    def words(self, text: str) -> tuple[int, ...]:
        """The numbers of the words of a name; words that stand in no text have numbers of their own."""
        if text not in self._split:
            self._split[text] = tuple(map(self._number, parts(_CAMEL.sub(" ", text))))
        return self._split[text]

    @property
    def weights(self) -> Sequence[float]:
        """How rare each word is that has a number by now."""
        return self._idf

    def rarity(self, word: int) -> float:
        """0 to 1: 1 for a word that stands in one text."""
        return self._idf[word] / self.most

    def apart(self, left: Words, right: Words) -> int:
        """On how many axes the two are named by different words: one for Linux, the other for Windows."""
        left, right = left & self._axis_names, right & self._axis_names
        if not left or not right:
            return 0
        sides = ((left & axis, right & axis) for axis in self._axes)
        return sum(bool(first and second and not first & second) for first, second in sides)

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self._numbers))
        if number == len(self._idf):
            self._idf.append(self.most)
        return number

    def _axis_words(self) -> tuple[Words, ...]:
        data = tomllib.loads((files("docpipe.match") / "axes.toml").read_text("utf-8"))
        return tuple(Words(map(self._number, axis)) for axis in data["axes"])

    def _slots(self, sections: Iterable[SectionPrint]) -> dict[int, Words]:
        """For each word the places it takes: in a name beside its sibling files and folders, in a heading's shape."""
        shapes: dict[tuple[object, ...], set[int]] = defaultdict(set)
        paths = sorted({section.path for section in sections})
        names = {tuple(path.split("/")[: depth + 1]) for path in paths for depth in range(path.count("/") + 1)}
        for name in sorted(names):
            _fill(shapes, self.words(_stem(name[-1])), name[:-1], least=1)
        for heading in sorted({section.trail[-1] for section in sections if section.trail}):
            _fill(shapes, self.words(heading), (), least=2)
        for path, parents, heading in sorted({(s.path, s.trail[:-1], s.trail[-1]) for s in sections if s.trail}):
            if len(self.words(heading)) == 1:
                shapes[path, parents].add(self.words(heading)[0])
        kin: dict[int, set[int]] = defaultdict(set)
        for number, words in enumerate(shapes.values()):
            if len(words) in _SLOT:
                for word in words:
                    kin[word].add(number)
        return {word: Words(numbers) for word, numbers in kin.items()}


def _fill(
    shapes: dict[tuple[object, ...], set[int]], words: tuple[int, ...], where: tuple[str, ...], least: int
) -> None:
    if least <= len(words) < _LONG:
        for at, word in enumerate(words):
            shapes[where, words[:at], words[at + 1 :]].add(word)


def _stem(path: str) -> str:
    return path.rpartition(".")[0] or path
