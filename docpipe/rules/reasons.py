"""A rule and a document -> why the rule holds there, in words for a person."""

from __future__ import annotations

from docpipe.config import RuleConfig
from docpipe.rules.book import Rank
from docpipe.rules.profile import Profile
from docpipe.text.globs import matches

_SAID = {
    "title": "title has",
    "name": "file name has",
    "headings": "headings have",
    "folders": "folder has",
    "text": "text has",
}


def condition(rule: RuleConfig, profile: Profile) -> str:
    """What a rule without words decides by: of the alternatives, those that hold."""
    path = [f"path matches {glob}" for glob in rule.when.path if matches(glob, profile.document.path)]
    role = [f"role is {profile.document.role}"] if rule.when.role else []
    topic = [f"topic is {profile.topic}"] if rule.when.topic else []
    return " and ".join([*path[:1], *role, *topic])


def words_of(profile: Profile, rule: RuleConfig, rank: Rank) -> str:
    """Where the words of a rule stand: the place that says most, and at most three words there."""
    for place, counts in profile.places:
        found = [
            (-times, speaker.word)
            for term, times in counts.items()
            for speaker in rank.speakers.get(term, ())
            if speaker.rule.id == rule.id and (speaker.in_text or place != "text")
        ]
        if found:
            return f"{_SAID[place]} {', '.join(repr(word) for _, word in sorted(found)[:3])}"
    return "its words"
