"""Labelled pairs of amounts -> docpipe/conflicts/frames/weights.toml, and how such weights do on unseen corpora.

usage: python -m bench.train_conflicts [--write]   (--write replaces the shipped weights)

Labels are the shared ones and `bench/labels/amounts.jsonl`: pairs that once ranked high, each read with its headings.
Pairs that nobody read count a little, as traps: nearly all of them are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench import corpora
from docpipe import config, crawl, pipeline, reading
from docpipe.conflicts.frames.find import SURE, prepare
from docpipe.conflicts.frames.values import Floats
from docpipe.conflicts.frames.weights import Term, Weights
from docpipe.conflicts.world import world

SHIPPED = corpora.ROOT / "docpipe" / "conflicts" / "frames" / "weights.toml"
LABELS = corpora.ROOT / "bench" / "labels" / "amounts.jsonl"
RIDGE = 0.3  # inverse strength of the penalty on standardised weights
UNREAD = 100  # pairs of one corpus that nobody read and that are taken as traps,
UNREAD_WEIGHT = 0.3  # each of which counts this much
# (figure, low, high): the model sees the figure clipped to that range, less `low`.
TERMS: Sequence[tuple[str, float, float]] = (
    ("around", 0.0, 1.0),
    ("spread", 0.7, 2.5),
    ("support", 0.7, 2.0),
    ("subject_most", 0.0, 6.0),
    ("subject_least", 0.0, 3.0),
    ("common_words", 1.0, 5.0),
    ("bounds", 0.0, 1.0),
    ("title", 0.0, 3.0),
    ("head", 0.0, 1.0),
)
Place = tuple[str, int]


class Labelled:
    """The candidate pairs of one corpus: what the model sees, and the verdict (1, 0; -1 where nobody read it)."""

    def __init__(self, table: Mapping[str, Floats], verdicts: Sequence[int]) -> None:
        self.table = table
        self.verdicts = np.array(verdicts, np.int64)


def labelled(name: str) -> Labelled:
    """The figures of every pair that a scan of the corpus would judge."""
    root = corpora.unpack(name)
    settings = config.load(root)
    reader = reading.Reader()
    corpus = pipeline.read(crawl.find(root, settings), settings, reader, lambda stage: None)
    read, pairs, table = prepare(reader.facts(corpus.documents), world(corpus.documents, (), corpus.tree))
    known = _verdicts(name)
    places = [(mention.fact.path, mention.fact.line) for mention in read.mentions]
    keys = (frozenset((places[x], places[y])) for x, y in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))
    return Labelled(table, [known.get(key, -1) for key in keys])


def _verdicts(name: str) -> dict[frozenset[Place], int]:
    """Pairs of places -> 1 for a conflict, 0 for a trap, -2 where readers are unsure. The shared labels overrule."""
    number = {"conflict": 1, "trap": 0, "unsure": -2}
    shared = corpora.GOLD / f"{name}.conflicts.jsonl"
    rows = [row for row in _rows(LABELS) if row["corpus"] == name] + _rows(shared)
    found: dict[frozenset[Place], int] = {}
    for row in rows:
        places = [(claim["path"], claim["line"]) for claim in row["claims"]]
        for at, one in enumerate(places):
            for other in places[:at]:
                found[frozenset((one, other))] = number[row["verdict"]]
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def fit(known: Sequence[Labelled]) -> Weights:
    """Weights fitted to these corpora. Whoever measures on a corpus leaves it out."""
    from sklearn.linear_model import LogisticRegression

    columns, verdicts, counts = [], [], []
    for corpus in known:
        read = np.flatnonzero(corpus.verdicts >= 0)
        unread = np.flatnonzero(corpus.verdicts == -1)
        unread = unread[np.linspace(0, len(unread) - 1, min(UNREAD, len(unread)), dtype=np.int64)]
        rows = np.concatenate((read, unread))
        columns.append(_columns(corpus)[rows])
        verdicts.append(np.maximum(corpus.verdicts[rows], 0))
        counts.append(np.concatenate((np.ones(len(read)), np.full(len(unread), UNREAD_WEIGHT))))
    table = np.concatenate(columns)
    scale = np.maximum(table.std(0), 1e-9)
    model = LogisticRegression(C=RIDGE, max_iter=5000, tol=1e-8)
    model.fit(table / scale, np.concatenate(verdicts), np.concatenate(counts))
    weights = model.coef_[0] / scale
    terms = tuple(Term(*term, round(float(w), 3)) for term, w in zip(TERMS, weights, strict=True))
    return Weights(round(float(model.intercept_[0]), 3), terms)


def _columns(corpus: Labelled) -> Floats:
    return np.stack([np.clip(corpus.table[name], low, high) - low for name, low, high in TERMS], axis=1)


def render(weights: Weights) -> str:
    """`weights.toml`."""
    lines = [
        "# Written by `python -m bench.train_conflicts --write`. The score is the logistic function of base plus, for",
        "# each term, its weight for each unit of the figure between `low` and `high`.",
        f"base = {weights.base}",
        "terms = [",
        *(
            f'  {{ figure = "{t.figure}", low = {t.low}, high = {t.high}, weight = {t.weight} }},'
            for t in weights.terms
        ),
        "]",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Print how many of the read pairs that unseen weights report are conflicts; with --write, ship what fits all."""
    known = {name: labelled(name) for name in corpora.names()}
    reported = right = wanted = 0
    for name, corpus in known.items():
        scores = fit([other for other in known.values() if other is not corpus]).score(corpus.table)
        sure = (scores >= SURE) & (corpus.verdicts >= 0)
        reported, right = reported + int(sure.sum()), right + int(corpus.verdicts[sure].sum())
        wanted += int((corpus.verdicts == 1).sum())
        unread = int(((scores >= SURE) & (corpus.verdicts < 0)).sum())
        print(
            f"{name:20} {int(sure.sum()):4} reported, {int(corpus.verdicts[sure].sum()):4} right, {unread:4} not read"
        )
    print(f"{'pooled':20} {reported:4} reported, {right:4} right, of {wanted} conflicts among the candidates")
    if "--write" in arguments:
        SHIPPED.write_text(render(fit(list(known.values()))), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
