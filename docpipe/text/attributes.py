"""What an amount may be of a thing (lifetime, retention, price), by the words that name it; the list is a data file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from docpipe.text.clauses import Phrase, at, by_first

_NOT_LANGUAGES = ("dimensions", "measured", "unit_tells")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute, the dimensions of its amounts, whether they are measured, not set, and told by their unit alone.

    `phrases` name it, by their first word; `words` are all of theirs.
    """

    name: str
    dimensions: frozenset[str]
    measured: bool
    unit_tells: bool
    phrases: dict[str, tuple[Phrase, ...]]
    words: frozenset[str]

    def within(self, given: Sequence[str]) -> frozenset[str]:
        """The words of its phrases that stand among the words given; none where it is not named."""
        if self.phrases.keys().isdisjoint(given):
            return frozenset()
        starts = (index for index, word in enumerate(given) if word in self.phrases)
        return frozenset(word for index in starts for word in at(given, index, self.phrases))


@cache
def attributes(normal: Callable[[str], Sequence[str]]) -> tuple[Attribute, ...]:
    """The list that ships with the package, in its order; `normal` makes words of its phrases."""
    table = tomllib.loads(files(__package__).joinpath("attributes.toml").read_text("utf-8"))
    found = []
    for name, entry in table.items():
        written = [phrase for key, group in entry.items() if key not in _NOT_LANGUAGES for phrase in group]
        phrases = by_first({tuple(normal(phrase)) for phrase in written} - {()})
        dimensions, measured, tells = (entry.get(key, False) for key in _NOT_LANGUAGES)
        every = frozenset(word for group in phrases.values() for phrase in group for word in phrase)
        found.append(Attribute(name, frozenset(dimensions), measured, tells, phrases, every))
    return tuple(found)
