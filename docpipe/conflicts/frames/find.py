"""Amounts -> conflicts: pairs that the model believes, gathered to one conflict with all its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from docpipe.conflicts.bound import bound
from docpipe.conflicts.finding import finding
from docpipe.conflicts.frames.figures import figures
from docpipe.conflicts.frames.mentions import Mention, mentions, words_of
from docpipe.conflicts.frames.pairs import Frames, Pairs, candidates, frames
from docpipe.conflicts.frames.subjects import Subjects
from docpipe.conflicts.frames.values import Floats, shown
from docpipe.conflicts.frames.weights import Weights, load
from docpipe.conflicts.world import World, tokens
from docpipe.model import Conflict, Fact, Severity

SURE = 0.65  # least score of a pair that is reported
MANY = 4  # amounts from which on a frame is a series, not one thing said differently
_SUBJECT = 6  # words of a subject
_STEM = 5  # letters that words of one stem share, whatever their endings


def find(
    claims: Sequence[Fact], world: World, found: Sequence[Conflict], weights: Weights | None = None
) -> Iterator[Conflict]:
    """One conflict a group of mentions; what `found` already holds against each other is not said again."""
    read, pairs, table = prepare(claims, world)
    if not len(pairs.a):
        return
    scores = (weights or load()).score(table)
    told = [{(claim.path, claim.line) for claim in conflict.claims} for conflict in found]
    for group, score in _groups(read, pairs, scores):
        members = [read.mentions[at] for at in group]
        places = {(member.fact.path, member.fact.line) for member in members}
        if len({member.fact.value for member in members}) <= MANY and not any(len(places & one) > 1 for one in told):
            yield _conflict(members, score)


def prepare(claims: Sequence[Fact], world: World) -> tuple[Frames, Pairs, Mapping[str, Floats]]:
    """The mentions, the pairs that may contradict, and their figures."""
    read = frames(list(mentions(claims, world)), len(world.documents))
    every, pairs = candidates(read)
    return read, pairs, figures(read, every, pairs, Subjects(world))


def _groups(read: Frames, pairs: Pairs, scores: Floats) -> Iterator[tuple[list[int], float]]:
    """The mentions that believed pairs hang together, with the best score of a pair."""
    sure = (scores >= SURE) & np.fromiter(
        (score >= SURE and _one_thing(read.mentions[a].fact, read.mentions[b].fact)
         for a, b, score in zip(pairs.a, pairs.b, scores, strict=True)), bool, len(scores))  # fmt: skip
    a, b = pairs.a[sure], pairs.b[sure]
    _, group = csgraph.connected_components(
        sparse.coo_matrix((scores[sure], (a, b)), shape=(len(read.mentions),) * 2), directed=False
    )
    for number in sorted(set(group[a].tolist())):
        yield np.flatnonzero(group == number).tolist(), float(scores[sure][group[a] == number].max())


def _one_thing(one: Fact, other: Fact) -> bool:
    """Whether nothing tells the things apart that two clauses speak of: "guest sessions", "admin sessions"."""
    if bound(one) != bound(other):
        return False
    mine, theirs = _qualified(one), _qualified(other)
    known = words_of(" ".join(one.context)), words_of(" ".join(other.context))
    return not any(
        mine[word][:_STEM] != theirs[word][:_STEM] and mine[word] not in known[1] and theirs[word] not in known[0]
        for word in mine.keys() & theirs.keys()
    )


def _qualified(fact: Fact) -> dict[str, str]:
    """Each word of a clause before its amount, with the one before it."""
    said = words_of(fact.subject.rpartition("‖")[2].partition("#")[0])
    return dict(zip(said[1:], said, strict=False))


def _conflict(members: Sequence[Mention], score: float) -> Conflict:
    dimension = members[0].fact.attribute.removeprefix("amount ")
    facts = [replace(member.fact, value=shown(member.fact.value, dimension)) for member in members]
    severity: Severity = "medium" if dimension in ("duration", "size") else "low"
    return finding(
        members[0].fact.kind, _subject(members), dimension, facts, severity=severity, confidence=round(score, 2)
    )


def _subject(members: Sequence[Mention]) -> str:
    """The words that all have beside the amount, in the order of the first; the first's where they share none."""
    shared = frozenset.intersection(*(member.near | member.head for member in members)) or members[0].near
    first = members[0].fact
    written = f"{first.subject} {first.context[-2] if len(first.context) > 1 else ''}"
    named = [word for word in dict.fromkeys(tokens(written)) if frozenset(words_of(word)) & shared]
    return " ".join(named[:_SUBJECT])
