"""A rule and a document -> why the rule holds there, in words for a person."""

from __future__ import annotations

from docpipe.config import RuleConfig
from docpipe.rules.profile import Profile


def condition(rule: RuleConfig) -> str:
    """What a rule without words decides by."""
    path = [f"path matches {' or '.join(rule.when.path)}"] if rule.when.path else []
    role = [f"role is {' or '.join(rule.when.role)}"] if rule.when.role else []
    return " and ".join([*path, *role])


def found(profile: Profile, rule: RuleConfig) -> str:
    """Where the words of a rule stand: the place that says most, and at most three words there."""
    subject = (*rule.when.heading, *rule.when.words)
    for where, counts, words in (
        ("title has", profile.title, subject),
        ("file name has", profile.name, subject),
        ("headings have", profile.headings, subject),
        ("folder has", profile.folders, subject),
        ("text has", profile.text, rule.when.words),
    ):
        terms = sorted((term for term in words if term in counts), key=lambda term: (-counts[term], term))
        if terms:
            return f"{where} {', '.join(repr(term) for term in terms[:3])}"
    return "its words"
