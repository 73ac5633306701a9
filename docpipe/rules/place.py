"""Profiles -> the target of each document as a whole, with confidence and reason: by rule, else by likeness."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from docpipe.rules.book import Book, Rank, holds
from docpipe.rules.folders import lean
from docpipe.rules.likeness import nearest
from docpipe.rules.profile import Profile
from docpipe.rules.reasons import condition, words_of
from docpipe.rules.weigh import Scale, Weighed

# A lead below which the words of rules have not decided, and what all the documents most like one weigh then. Measured
# on labelled corpora: below it words alone place 3 of 4 documents right, with likeness 9 of 10; above, no difference.
_UNSURE = 0.5
_LIKENESS = 2.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a document goes and why. `target` is None where it stays; `topic` where a rule names one."""

    target: str | None
    topic: str | None
    rule: str | None
    confidence: float
    reason: str


def place(profiles: Sequence[Profile], book: Book) -> dict[str, Placement]:
    """The placement of each document by its path."""
    profiles = sorted(profiles, key=lambda profile: profile.document.path)
    scale = Scale(profiles)
    lowest = {p.document.path: scale.weigh(p, book.ranks[-1]) for p in profiles}
    weights = lean({path: weighed.targets for path, weighed in lowest.items()})
    placements, unsure = {}, []
    for profile in profiles:
        path = profile.document.path
        if ruled := _by_rank(profile, scale, book):
            placements[path] = ruled
            continue
        placements[path] = _heaviest(profile, book.ranks[-1], lowest[path], weights[path], book)
        if _lead(weights[path]) < _UNSURE:
            unsure.append(profile)
    return placements | _by_likeness(unsure, profiles, weights, placements)


def _by_rank(profile: Profile, scale: Scale, book: Book) -> Placement | None:
    """Where a rule without words decides, or the words of a rank above the lowest stand in the subject."""
    for number, rank in enumerate(book.ranks, 1):
        for rule in rank.deciding:
            if holds(rule, profile.document, profile.topic):
                return Placement(rule.target, rule.topic, rule.id, 1.0, f"rule {rule.id}: {condition(rule, profile)}")
        if number < len(book.ranks):
            weighed = scale.weigh(profile, rank)
            if weighed.by_subject:
                return _heaviest(profile, rank, weighed, weighed.targets, book)
    return None


def _heaviest(profile: Profile, rank: Rank, weighed: Weighed, weights: Mapping[str, float], book: Book) -> Placement:
    """The heaviest target, for the rule that brought most of its weight; the first target where nothing weighs."""
    if not weights:
        return Placement(book.first_target, None, None, 0.0, "no word of any rule stands in it")
    parts = weighed.rules[_ranked(weights)[0]]
    rule = book.rules[min(parts, key=lambda name: (-parts[name], name))]
    confidence = _confidence(_lead(weights))
    return Placement(rule.target, rule.topic, rule.id, confidence, f"rule {rule.id}: {words_of(profile, rule, rank)}")


def _by_likeness(
    unsure: Sequence[Profile],
    profiles: Sequence[Profile],
    weights: Mapping[str, Mapping[str, float]],
    placements: Mapping[str, Placement],
) -> dict[str, Placement]:
    """Placements of documents of which no rule is sure: their words, and where the documents most like them went."""
    doubtful = {profile.document.path for profile in unsure}
    sure = _distinct(p for p in profiles if p.document.path not in doubtful and placements[p.document.path].target)
    asked = [*{profile.contents.normal: None for profile in unsure}]
    likenesses = dict(zip(asked, nearest(asked, [profile.contents.normal for profile in sure]), strict=True))
    results = {}
    for profile in unsure:
        path = profile.document.path
        like = [(sure[index].document.path, cosine) for index, cosine in likenesses[profile.contents.normal]]
        total = math.fsum(cosine for _, cosine in like)
        joined = Counter({target: weight for target, weight in weights[path].items() if target})
        for other, cosine in like:
            joined[placements[other].target or ""] += _LIKENESS * cosine / total  # type: ignore[assignment]
        if like:
            results[path] = _liked(placements[path], joined, [other for other, _ in like], placements)
    return results


def _distinct(profiles: Iterable[Profile]) -> list[Profile]:
    """The first of each text: ten copies of one are no ten opinions."""
    return [*{profile.contents.normal: profile for profile in reversed([*profiles])}.values()][::-1]


def _liked(
    ruled: Placement, weights: Mapping[str, float], like: Sequence[str], placements: Mapping[str, Placement]
) -> Placement:
    """What the rules said where likeness agrees; else the target that weighs most with it, and the likest there."""
    target = _ranked(weights)[0]
    confidence = _confidence(_lead(weights) / 2)
    if target == ruled.target and ruled.rule:
        return replace(ruled, confidence=confidence)
    there = [path for path in like if placements[path].target == target]
    return Placement(target, None, None, confidence, f"no rule is sure; most like {' and '.join(there[:2])}")


def _ranked(weights: Mapping[str, float]) -> list[str]:
    return sorted(weights, key=lambda target: (-weights[target], target))


def _lead(weights: Mapping[str, float]) -> float:
    """By how much the heaviest target exceeds the next."""
    heaviest = [*[weights[target] for target in _ranked(weights)[:2]], 0.0, 0.0]
    return heaviest[0] - heaviest[1]


def _confidence(lead: float) -> float:
    """How sure a lead makes: the share of labelled documents with such a lead that were placed right."""
    return round(1 / (1 + math.exp(-(0.5 + 1.2 * lead))), 2)
