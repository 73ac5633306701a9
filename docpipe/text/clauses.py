"""Word lists of plain sentences, by language in `clauses.toml`: what is said of a thing, and whether it is denied."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]

_WORD = re.compile(
    r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff](?:[^\W\u3400-\u9fff]|[-.'](?=[^\W_\u3400-\u9fff]))*|\d+(?:\.\d+)*"
)


@dataclass(frozen=True, slots=True)
class Lists:
    """Word lists of all languages together; phrases by their first word, longer ones first."""

    negation: dict[str, tuple[Phrase, ...]]
    conditions: dict[str, tuple[Phrase, ...]]
    empty: frozenset[Phrase]
    unsettled: dict[str, tuple[Phrase, ...]]
    kinds: dict[str, tuple[Phrase, ...]]
    parameters: dict[str, tuple[Phrase, ...]]
    general: frozenset[Phrase]
    holding: dict[str, tuple[Phrase, ...]]
    all: frozenset[Phrase]
    system: frozenset[Phrase]
    able: dict[str, tuple[Phrase, ...]]
    named: frozenset[str]
    predicates: dict[str, tuple[Phrase, ...]]
    properties: dict[str, tuple[Phrase, ...]]
    meant: dict[Phrase, tuple[str, str]]


def split(text: str) -> list[str]:
    """Lower-case words; a Chinese character is a word."""
    return _WORD.findall(text.lower().replace("\u2019", "'"))


@cache
def lists() -> Lists:
    """The lists that ship with the package."""
    table = tomllib.loads(files(__package__).joinpath("clauses.toml").read_text("utf-8"))
    flat = {
        name: {tuple(split(phrase)) for group in by_language.values() for phrase in group}
        for name, by_language in table.items()
        if name not in ("predicates", "properties", "named")
    }
    predicates, properties = _meant(table["predicates"]), _meant(table["properties"])
    return Lists(
        by_first(flat["negation"]), by_first(flat["conditions"]), frozenset(flat["empty"]),
        by_first(flat["unsettled"]), by_first(flat["kinds"]), by_first(flat["parameters"]),
        frozenset(flat["general"]), by_first(flat["holding"]), frozenset(flat["all"]), frozenset(flat["system"]),
        by_first(flat["able"]), frozenset(table["named"]["all"]),
        by_first(set(predicates)), by_first(set(properties)), properties | predicates,
    )  # fmt: skip


def _meant(table: dict[str, dict[str, dict[str, list[str]]]]) -> dict[Phrase, tuple[str, str]]:
    """What each phrase means: the name of the predicate, and its value."""
    return {
        tuple(split(phrase)): (name, value)
        for name, values in table.items()
        for value, by_language in values.items()
        for group in by_language.values()
        for phrase in group
    }


def by_first(phrases: set[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by their first word, longer ones first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(rows) for first, rows in found.items()}


def at(given: Sequence[str], index: int, phrases: dict[str, tuple[Phrase, ...]]) -> Phrase:
    """The longest phrase that stands at a place, () if none does."""
    for phrase in phrases.get(given[index], ()):
        if len(phrase) == 1 or tuple(given[index : index + len(phrase)]) == phrase:
            return phrase
    return ()


def has(given: Sequence[str], phrases: dict[str, tuple[Phrase, ...]]) -> bool:
    """Whether any of the phrases stands among the words."""
    if phrases.keys().isdisjoint(given):
        return False
    return any(at(given, index, phrases) for index, word in enumerate(given) if word in phrases)


def named(text: str, phrases: dict[str, tuple[Phrase, ...]]) -> frozenset[str]:
    """Which of the phrases a text holds."""
    given = split(text)
    if phrases.keys().isdisjoint(given):
        return frozenset()
    return frozenset(" ".join(phrase) for index in range(len(given)) if (phrase := at(given, index, phrases)))


def stem(word: str) -> str:
    """A word without the ending of a plural: "exports" and "export" are one."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
