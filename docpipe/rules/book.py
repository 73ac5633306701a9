"""The rules in effect, made ready: which of them decide by themselves, and what each word speaks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from docpipe.config import Layout, RuleConfig, WhenConfig
from docpipe.model import Document
from docpipe.rules.words import Vocabulary, canonical
from docpipe.text.globs import matches


@dataclass(frozen=True, slots=True)
class Speaker:
    """A rule that a term speaks for, and the term as the rule writes it; `in_text` where it does so in the text too."""

    rule: RuleConfig
    word: str
    in_text: bool


@dataclass(frozen=True, slots=True)
class Rank:
    """Rules of one priority: those without words, in their order, and by term those that weigh words."""

    deciding: tuple[RuleConfig, ...]
    speakers: Mapping[str, tuple[Speaker, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """All rules that send to a target or keep, the highest priority first, and those that name a topic alone."""

    first_target: str
    rules: Mapping[str, RuleConfig]
    ranks: tuple[Rank, ...]
    topics: Rank
    vocabulary: Vocabulary
    topic_vocabulary: Vocabulary


def holds(rule: RuleConfig, document: Document, topic: str | None = None) -> bool:
    """Whether a document, of that topic, meets the conditions of a rule, its words aside."""
    when = rule.when
    if when.role and document.role not in when.role:
        return False
    if when.topic and topic not in when.topic:
        return False
    return not when.path or any(matches(glob, document.path) for glob in when.path)


def open_book(layout: Layout) -> Book:
    """Make the rules of a layout ready."""
    rules = [*layout.rules, *_described(layout)]
    placing = sorted((rule for rule in rules if rule.target or rule.action), key=lambda rule: -rule.priority)
    topical = sorted((rule for rule in rules if not (rule.target or rule.action)), key=lambda rule: -rule.priority)
    return Book(
        first_target=next(iter(layout.targets)),
        rules={rule.id: rule for rule in rules},
        ranks=tuple(_rank([*rules]) for _, rules in groupby(placing, key=lambda rule: rule.priority)),
        topics=_rank(topical),
        vocabulary=Vocabulary(_terms(placing)),
        topic_vocabulary=Vocabulary(_terms(topical)),
    )


def _described(layout: Layout) -> Iterator[RuleConfig]:
    """Rules for targets that no rule names, of the words between the commas of their descriptions."""
    ruled = {rule.target for rule in layout.rules}
    for name, target in layout.targets.items():
        words = tuple(part for part in re.split(r"[,;:.]", target.description) if canonical(part).strip("*"))
        if name not in ruled and words:
            yield RuleConfig(id=f"{name}.description", target=name, when=WhenConfig(words=words))


def _rank(rules: list[RuleConfig]) -> Rank:
    return Rank(tuple(rule for rule in rules if not (rule.when.words or rule.when.heading)), _speakers(rules))


def _terms(rules: Iterable[RuleConfig]) -> Iterable[str]:
    return (term for rule in rules for term in (*rule.when.words, *rule.when.heading))


def _speakers(rules: Iterable[RuleConfig]) -> dict[str, tuple[Speaker, ...]]:
    found: defaultdict[str, list[Speaker]] = defaultdict(list)
    for rule in rules:
        spellings = {canonical(word): (word, False) for word in rule.when.heading}
        spellings |= {canonical(word): (word, True) for word in rule.when.words}
        for term, (word, in_text) in spellings.items():
            found[term].append(Speaker(rule, word, in_text))
    return {term: tuple(speakers) for term, speakers in found.items()}
