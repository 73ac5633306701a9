"""A profile -> the target of the whole document, by the rules, with confidence and reason."""

from __future__ import annotations

import math
from dataclasses import dataclass

from docpipe.config import RuleConfig
from docpipe.rules.book import Book, Rank, holds
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


def place(profile: Profile, scale: Scale, book: Book) -> Placement:
    """Ask the ranks of rules in turn. Where no word of any rule stands in a document, it goes to the first target."""
    for number, rank in enumerate(book.ranks, 1):
        for rule in rank.deciding:
            if holds(rule, profile.document):
                return Placement(rule.target, rule.topic, rule.id, 1.0, f"rule {rule.id}: {_condition(rule)}")
        weighed = scale.weigh(profile, rank)
        if weighed.targets and (weighed.by_subject or number == len(book.ranks)):
            return _heaviest(profile, rank, weighed)
    return Placement(book.first_target, None, None, 0.0, "no word of any rule stands in it")


def _heaviest(profile: Profile, rank: Rank, weighed: Weighed) -> Placement:
    target = weighed.targets[0][0]
    rules = weighed.rules[target]
    leading = max(sorted(rules), key=lambda name: rules[name])
    rule = next(s.rule for speakers in rank.speakers.values() for s in speakers if s.rule.id == leading)
    reason = f"rule {rule.id}: {_found(profile, rule)}"
    return Placement(rule.target, rule.topic, rule.id, _confidence(weighed.lead), reason)


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
