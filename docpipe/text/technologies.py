"""Parts of a system that one product plays, and the products that play them, as engineers of the field name them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TypeVar

_T = TypeVar("_T")
Phrases = tuple[tuple[tuple[str, ...], tuple[_T, ...]], ...]

_WORD = re.compile(r"\w(?:\w|[.+#/](?=\w))*")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a system: what its products are called in evidence, which exclude each other, which imply others."""

    name: str
    marks: Mapping[str, frozenset[str]]
    groups: tuple[frozenset[str], ...] = ()
    implied: Mapping[str, str] = field(default_factory=dict)
    own: bool = False  # whether each component of a repository may have another product
    said: bool = False  # whether only a sentence that tells nothing else gives the part to a product
    folders: tuple[str, ...] = ()  # what the folder of the component that has the part is called

    def rivals(self, one: str, other: str) -> bool:
        """Whether a system that has the one in this part has hardly the other too."""
        if one == other or self.implied.get(one) == other or self.implied.get(other) == one:
            return False
        if self.implied.get(one) is not None and self.implied.get(one) == self.implied.get(other):
            return True
        return not self.groups or any({one, other} <= group for group in self.groups)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases, as tuples of words, by their first word; longer phrases first."""

    parts: Mapping[str, Part]
    roles: Mapping[str, Phrases[str]]
    products: Mapping[str, Phrases[tuple[str, str]]]
    stated: Mapping[str, Phrases[tuple[str, str]]]  # those of all parts, also of parts that have no words of their own


def spoken(text: str) -> list[str]:
    """The words of a text in lower case, `next.js` and `ci/cd` whole."""
    return _WORD.findall(text.lower())


@cache
def lexicon() -> Lexicon:
    """The list that ships with the package."""
    table = tomllib.loads(files(__package__).joinpath("technologies.toml").read_text("utf-8"))
    roles: dict[tuple[str, ...], set[str]] = defaultdict(set)
    products: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    stated: dict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    parts = {}
    for name, entry in table.items():
        marks = {}
        for written in entry["products"]:
            spellings, *packages = written.split("=")
            product, *others = spellings.split("|")
            marks[product] = frozenset((*packages, product, *others))
            for spelling in (product, *others):
                stated[tuple(spoken(spelling))].add((name, product))
                if entry["words"]:
                    products[tuple(spoken(spelling))].add((name, product))
        implied = dict(pair.split(" > ") for pair in entry.get("implies", ()))
        groups = tuple(map(frozenset, entry.get("groups", ())))
        parts[name] = Part(
            name, marks, groups, implied, entry.get("own", False), not entry["words"], tuple(entry.get("folders", ()))
        )
        for phrase in entry["words"]:
            roles[tuple(spoken(phrase))].add(name)
    return Lexicon(parts, _by_first(roles), _by_first(products), _by_first(stated))


def _by_first(phrases: Mapping[tuple[str, ...], set[_T]]) -> dict[str, Phrases[_T]]:
    found: dict[str, list[tuple[tuple[str, ...], tuple[_T, ...]]]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda words: (-len(words), words)):
        found[phrase[0]].append((phrase, tuple(sorted(phrases[phrase], key=str))))
    return {first: tuple(rows) for first, rows in found.items()}
