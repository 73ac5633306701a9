"""Profiles -> for each, what every target weighs, and which rules and words made it so. Decides nothing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docpipe.rules.book import Rank, holds
from docpipe.rules.profile import Profile

_WEIGHTS = {"title": 3.0, "name": 2.5, "headings": 2.5, "folders": 0.8, "text": 3.0}
# How much must be found in a place before it speaks with half its weight.
_HALF = {"title": 0.25, "name": 0.25, "headings": 1.5, "folders": 0.25, "text": 3.0}
_SUBJECT = ("title", "name", "headings")
_NAMES = (*_SUBJECT, "folders")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What each target weighs in a document, how much of it each rule brought, and whether any did by the subject.

    The subject is the title, the file's name and headings: a word that stands in the text alone is a mention.
    """

    targets: Mapping[str, float]
    rules: Mapping[str, Mapping[str, float]]  # target -> rule id -> its part of the weight
    by_subject: bool


class Scale:
    """Weighs documents of one corpus: a term that stands in most of them says little of any one."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        """`profiles` are those of all documents that are to be placed."""
        documents = Counter(term for p in profiles for term in {term for _, terms in p.places for term in terms})
        total = len(profiles) + 5  # a few documents alone do not make a word common
        self._telling = {term: 1 / (1 + 3 * count / total) for term, count in documents.items()}

    def weigh(self, profile: Profile, rank: Rank) -> Weighed:
        """The weights of one document by the words of one rank of rules."""
        targets: defaultdict[str, float] = defaultdict(float)
        rules: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        by_subject = False
        for place, terms in profile.places:
            spoken = self._spoken(terms, place, rank, profile)
            total = sum(spoken.values())
            by_subject |= bool(spoken) and place in _SUBJECT
            for (target, rule), value in spoken.items():
                weight = _WEIGHTS[place] * value / (total + _HALF[place])
                targets[target] += weight
                rules[target][rule] += weight
        return Weighed(targets, rules, by_subject)

    def _spoken(
        self, terms: Mapping[str, int], place: str, rank: Rank, profile: Profile
    ) -> Mapping[tuple[str, str], float]:
        """How much each rule finds in one place. Of words that return often, each further time says less."""
        found: defaultdict[tuple[str, str], float] = defaultdict(float)
        for term, times in terms.items():
            for speaker in rank.speakers.get(term, ()):
                rule = speaker.rule
                if (speaker.in_text or place in _NAMES) and holds(rule, profile.document, profile.topic):
                    amount = math.log2(1 + times) * rule.weight * self._telling[term]
                    found[rule.target or "", rule.id] += amount
        return found
