"""A profile -> the target of the whole document, by the rules, with confidence and reason."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from docpipe.config import RuleConfig
from docpipe.rules.book import Book, holds
from docpipe.rules.folders import lean
from docpipe.rules.profile import Profile
from docpipe.rules.weigh import Scale, Weighed


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a document goes and why. `target` is None where it stays; `topic` where a rule names one."""

    target: str | None
    topic: str | None
    rule: str | None
    confidence: float
    reason: str


def place(profiles: tuple[Profile, ...], book: Book) -> dict[str, Placement]:
    """The placement of each document by its path."""
    scale = Scale(profiles)
    lowest = {p.document.path: scale.weigh(p, book.ranks[-1]) for p in profiles}
    leaning = lean({path: weighed.targets for path, weighed in lowest.items()})
    placements = {}
    for profile in profiles:
        path = profile.document.path
        placements[path] = _by_rank(profile, scale, book) or _heaviest(profile, lowest[path], leaning[path], book)
    return placements


def _by_rank(profile: Profile, scale: Scale, book: Book) -> Placement | None:
    """Where a rule without words decides, or the words of a rank above the lowest stand in the subject."""
    for number, rank in enumerate(book.ranks, 1):
        for rule in rank.deciding:
            if holds(rule, profile.document):
                return Placement(rule.target, rule.topic, rule.id, 1.0, f"rule {rule.id}: {_condition(rule)}")
        if number < len(book.ranks):
            weighed = scale.weigh(profile, rank)
            if weighed.by_subject:
                return _heaviest(profile, weighed, weighed.targets, book)
    return None


def _heaviest(profile: Profile, weighed: Weighed, weights: Mapping[str, float], book: Book) -> Placement:
    """The heaviest target, for the rule that brought most of its weight; the first target where nothing weighs."""
    if not weights:
        return Placement(book.first_target, None, None, 0.0, "no word of any rule stands in it")
    ranked = sorted(weights, key=lambda target: (-weights[target], target))
    lead = weights[ranked[0]] - (weights[ranked[1]] if len(ranked) > 1 else 0.0)
    parts = weighed.rules[ranked[0]]
    rule = book.rules[min(parts, key=lambda name: (-parts[name], name))]
    return Placement(rule.target, rule.topic, rule.id, _confidence(lead), f"rule {rule.id}: {_found(profile, rule)}")


def _confidence(lead: float) -> float:
    """How sure a lead makes: the share of labelled sections with such a lead that were placed right."""
    return round(1 / (1 + math.exp(-(0.5 + 1.2 * lead))), 2)


def _condition(rule: RuleConfig) -> str:
    parts = [f"path matches {' or '.join(rule.when.path)}"] if rule.when.path else []
    return " and ".join([*parts, *([f"role is {' or '.join(rule.when.role)}"] if rule.when.role else [])])


def _found(profile: Profile, rule: RuleConfig) -> str:
    """Where the words of a rule stand, the place that says most first."""
    for where, counts, words in (
        ("title has", profile.title, _subject_words(rule)),
        ("file name has", profile.name, _subject_words(rule)),
        ("headings have", profile.headings, _subject_words(rule)),
        ("folder has", profile.folders, rule.when.words),
        ("text has", profile.text, rule.when.words),
    ):
        found = sorted((term for term in words if term in counts), key=lambda term: (-counts[term], term))
        if found:
            return f"{where} {', '.join(repr(term) for term in found[:3])}"
    return "its words"


def _subject_words(rule: RuleConfig) -> tuple[str, ...]:
    return (*rule.when.heading, *rule.when.words)
