"""Labelled pairs -> docpipe/match/weights.toml, and how well such weights do on corpora they have not seen.

usage: python -m bench.train_match [--write | --check]

--write replaces the shipped weights; --check fails where they are not what would be written.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench import corpora
from docpipe import config, crawl, pipeline, reading
from docpipe.match import candidates, index
from docpipe.match.arrays import Floats
from docpipe.match.candidates import Candidates
from docpipe.match.elsewhere import elsewhere
from docpipe.match.examine import figures, merged
from docpipe.match.index import Index
from docpipe.match.judge import Model, Term, Weights
from docpipe.match.places import Places

SHIPPED = corpora.ROOT / "docpipe" / "match" / "weights.toml"
MERGED = ("duplicate", "near", "contains")
RIDGE = 0.3  # inverse strength of the penalty on standardised weights
# (figure, low, high, where): the model sees the figure clipped to that range, less `low`, as far as `where` holds.
Shape = tuple[str, float, float, str]
MERGE_TERMS: Sequence[Shape] = (
    # What the two texts share, and how they correspond.
    ("own", 0.25, 1.0, ""),
    ("weight_large", 0.6, 1.0, ""),
    ("faint", 0.0, 0.5, "two_documents"),
    ("matched", 0.0, 0.67, "same_document"),
    ("concentrated", 0.35, 1.0, ""),
    ("rare", 0.0, 0.48, ""),
    ("rest_common", 0.32, 0.71, ""),
    # What else is like them.
    ("copies", 0.0, 1.5, ""),
    ("crowd_min", 1.4, 3.1, ""),
    ("crowd_min", 1.1, 3.1, "rows"),
    ("rival", 0.7, 3.0, "code"),
    # What they are about.
    ("subject_max", 0.0, 0.6, ""),
    ("subject_max", 0.35, 1.7, "two_documents"),
    ("named_both", 0.0, 1.6, "two_documents"),
    ("kin", 0.15, 0.3, "jaccard"),
    ("axes_heading", 0.0, 2.0, ""),
    ("document_subject_max", 0.0, 1.0, ""),
    ("document_subject_max", 0.1, 0.6, "outline"),
    # Where they stand.
    ("adjacent", 0.0, 1.0, ""),
    ("parallel", 0.0, 1.0, ""),
    ("parents", 0.25, 1.0, "same_document"),
    ("sibling_folders", 0.0, 1.0, ""),
    ("openings", 0.0, 2.0, ""),
    ("twins", 0.0, 1.0, ""),
)
TEMPLATE_TERMS: Sequence[Shape] = (
    ("jaccard", 0.0, 1.0, ""),
    ("weight_large", 0.6, 1.0, ""),
    ("prose_small", 0.6, 1.0, ""),
    ("exclusive", 0.0, 0.5, ""),
    ("heading", 0.0, 1.0, ""),
    ("parents", 0.5, 1.0, ""),
    ("twins", 0.0, 1.0, ""),
)
Marks = npt.NDArray[np.bool_]


class Labelled:
    """The labelled pairs of one corpus: figures, and the relation that readers gave."""

    def __init__(self, table: Mapping[str, Floats], relations: Sequence[str]) -> None:
        self.table = table
        self.relations = np.array(relations)
        self.merged = np.isin(self.relations, MERGED)


def labelled(name: str) -> Labelled:
    """The figures of every labelled pair whose two texts differ, as a scan would compute them."""
    root = corpora.unpack(name)
    settings = config.load(root)
    reader = reading.Reader()
    documents = pipeline.read(crawl.find(root, settings), settings, reader, lambda stage: None).documents
    texts = index.build(reader.fingerprints(documents))
    rows = [json.loads(line) for line in (corpora.GOLD / f"{name}.pairs.jsonl").read_text("utf-8").splitlines()]
    found = [(_section(texts, row["a"]), _section(texts, row["b"]), row["relation"]) for row in rows]
    usable = [row for row in found if len({-1, int(texts.text_of[row[0]]), int(texts.text_of[row[1]])}) == 3]
    left, right = (np.array([texts.text_of[row[side]] for row in usable]) for side in (0, 1))
    _, unit = candidates.unit_rows(texts)
    near = candidates.find(texts)
    pairs = Candidates(left, right, candidates.cosines(unit, left, right), near.nearest)
    at = np.array([row[0] for row in usable]), np.array([row[1] for row in usable])
    table = figures(texts, Places(texts), pairs, elsewhere(texts, near), at)
    return Labelled(table, [row[2] for row in usable])


def fit(known: Sequence[Labelled]) -> Weights:
    """Weights fitted to these corpora. Whoever measures on a corpus leaves it out."""
    merge = _fit(known, MERGE_TERMS, [corpus.merged for corpus in known], [corpus.merged >= 0 for corpus in known])
    shape = [corpus.relations == "template" for corpus in known]
    return Weights(merge, _fit(known, TEMPLATE_TERMS, shape, [~corpus.merged for corpus in known]))


def _fit(known: Sequence[Labelled], terms: Sequence[Shape], wanted: Sequence[Marks], used: Sequence[Marks]) -> Model:
    from sklearn.linear_model import LogisticRegression

    columns = np.concatenate([_columns(corpus, terms)[rows] for corpus, rows in zip(known, used, strict=True)])
    labels = np.concatenate([want[rows] for want, rows in zip(wanted, used, strict=True)])
    scale = np.maximum(columns.std(0), 1e-9)
    model = LogisticRegression(C=RIDGE, max_iter=5000, tol=1e-8).fit(columns / scale, labels)
    weights = model.coef_[0] / scale
    return Model(
        round(float(model.intercept_[0]), 3),
        tuple(
            Term(figure, low, high, round(float(weight), 3), where)
            for (figure, low, high, where), weight in zip(terms, weights, strict=True)
        ),
    )


def _columns(corpus: Labelled, terms: Sequence[Shape]) -> Floats:
    known = [Term(figure, low, high, 1.0, where) for figure, low, high, where in terms]
    return np.stack([term.value(corpus.table) for term in known], axis=1)


def _section(texts: Index, place: Mapping[str, object]) -> int:
    """The section at a path and line, as the scorer looks it up."""
    line = int(str(place["line"]))
    at = [i for i, section in enumerate(texts.sections) if section.path == place["path"]]
    before = [i for i in at if texts.sections[i].line <= line]
    return before[-1] if before else at[0]


def render(weights: Weights) -> str:
    """`weights.toml`."""
    lines = [
        "# Written by `python -m bench.train_match --write`. The score is the logistic function of base plus, for each",
        "# term, its weight for each unit of the figure between `low` and `high`, times the figure named by `where`.",
    ]
    for name, model in (("merge", weights.merge), ("template", weights.template)):
        lines += ["", f"[{name}]", f"base = {model.base}", "terms = ["]
        lines += [f"  {{ {_written(term)} }}," for term in model.terms]
        lines.append("]")
    return "\n".join(lines) + "\n"


def _written(term: Term) -> str:
    where = f', where = "{term.where}"' if term.where else ""
    return f'figure = "{term.figure}", low = {term.low}, high = {term.high}, weight = {term.weight}{where}'


def main(arguments: list[str]) -> int:
    """Print the average precision on each corpus with weights fitted without it; then ship or check what fits all."""
    sys.path.insert(0, str(corpora.GOLD.parent))
    average_precision = importlib.import_module("score").average_precision

    pooled: list[tuple[float, bool]] = []
    known = {name: labelled(name) for name in corpora.labelled()}
    for name, corpus in known.items():
        weights = fit([other for other in known.values() if other is not corpus])
        scored = list(zip(merged(weights, corpus.table).tolist(), corpus.merged.tolist(), strict=True))
        pooled += scored
        print(f"{name:12} {corpus.merged.sum():4} to merge, average precision {average_precision(scored):.3f}")
    print(
        f"pooled       {sum(want for _, want in pooled):4} to merge, average precision {average_precision(pooled):.3f}"
    )
    text = render(fit(list(known.values())))
    if "--write" in arguments:
        Path(SHIPPED).write_text(text, "utf-8")
    if "--check" in arguments and text != Path(SHIPPED).read_text("utf-8"):
        print(f"{SHIPPED} is not what the labels make; write it with --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
