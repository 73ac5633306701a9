"""Figures of a pair of mentions, by which the model judges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from docpipe.conflicts.frames.mentions import Mention
from docpipe.conflicts.frames.pairs import SAME, Frames, Pairs, share
from docpipe.conflicts.frames.subjects import Subjects
from docpipe.conflicts.frames.values import EXACT, Floats


def figures(found: Frames, every: Pairs, pairs: Pairs, subjects: Subjects) -> Mapping[str, Floats]:
    """One array a figure, in the order of the pairs.

    `around`, `head`: shares of the words that both have around the amount, in the heading. `bounds`: both are limits.
    `spread`: the amounts that the frame is given in the corpus. `support`: the documents that agree on one of the two.
    `common_words`: words that both have beside the amount. `title`: words of both titles that the other knows nothing
    of. `subject_most`, `subject_least`: how strange the subject of one document is to the other.
    """
    a, b = pairs.a, pairs.b
    bound = found.amounts.bound
    spread, support = _said(found, every, pairs)
    rows = list(zip(a.tolist(), b.tolist(), strict=True))
    strange = np.array([_strange(found, subjects, x, y) for x, y in rows], np.float64).reshape(-1, 2)
    return {
        "around": share(found.around, a, b),
        "head": share(found.head, a, b),
        "bounds": ((bound[a] != EXACT) & (bound[b] != EXACT)).astype(np.float64),
        "spread": spread,
        "support": support,
        "common_words": np.array([len(found.beside[x] & found.beside[y]) for x, y in rows], np.float64),
        "title": np.array([_alien(found.mentions[x], found.mentions[y]) for x, y in rows], np.float64),
        "subject_most": strange.max(1),
        "subject_least": strange.min(1),
    }


def _strange(found: Frames, subjects: Subjects, x: int, y: int) -> tuple[float, float]:
    here, there = found.mentions[x].fact.path, found.mentions[y].fact.path
    return subjects.strange(here, there), subjects.strange(there, here)


def _alien(one: Mention, other: Mention) -> int:
    """How many words of their titles both have that the other knows nothing of; 0 where one title is all known."""
    return min(len(one.title - other.known), len(other.title - one.known))


def _said(found: Frames, every: Pairs, pairs: Pairs) -> tuple[Floats, Floats]:
    """Spread and support, as logarithms."""
    alike = every.only(every.larger >= SAME)
    said: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    needed = {*pairs.a.tolist(), *pairs.b.tolist()}
    for at in needed:
        said[at][found.mentions[at].fact.value] = set()
    for x, y in zip(alike.a.tolist(), alike.b.tolist(), strict=True):
        for mine, theirs in ((x, y), (y, x)):
            if mine in needed:
                fact = found.mentions[theirs].fact
                said[mine][fact.value].add(fact.path)
    spread = {at: len(said[at]) for at in needed}
    support = {at: len(said[at][found.mentions[at].fact.value]) for at in needed}
    rows = list(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))
    return (
        np.log(np.array([max(spread[x], spread[y]) for x, y in rows], np.float64)),
        np.log1p(np.array([max(support[x], support[y]) for x, y in rows], np.float64)),
    )
