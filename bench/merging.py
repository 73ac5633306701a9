"""A plan and labelled pairs of living documents -> which pairs the ledger brings to one place.

A pair ends at one place where most words of one side are merged or noted where the other side stands.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from docpipe.model import LedgerRow, Plan, Scan, Section

MERGE = ("duplicate", "near", "contains")
APART = ("template", "related")
LEAST = 10  # labels of a corpus from which its share is a figure
_HEADS = ("heading", "definition", "break", "front_matter")

Counts = dict[str, int]  # "merge" and "apart": labelled pairs; with "_at_one_place": how many of them end so


def count(scan: Scan, plan: Plan, labels: Path) -> Counts:
    """How many of the labelled pairs there are, and how many end at one place."""
    sections = defaultdict(list)
    for document in scan.corpus.documents:
        if document.role == "living":
            sections[document.path] = list(document.sections)
    words = {document.path: document.source.text.split("\n") for document in scan.corpus.documents}
    rows = defaultdict(list)
    for row in plan.ledger:
        rows[row.path].append(row)
    counts: Counter[str] = Counter()
    for line in labels.read_text("utf-8").splitlines() if labels.exists() else ():
        label = json.loads(line)
        kind = "merge" if label["relation"] in MERGE else "apart" if label["relation"] in APART else ""
        sides = [_section(sections[label[side]["path"]], label[side]["line"]) for side in "ab"]
        if not kind or None in sides:
            continue
        one, other = ([row for row in rows[side.path] if _within(row, side)] for side in sides if side)
        counts[kind] += 1
        counts[f"{kind}_at_one_place"] += _ends(one, other, words) or _ends(other, one, words)
    return dict(counts)


def figures(counts: Counts) -> dict[str, float]:
    """`together`: the share of the pairs to merge that end at one place. `mistaken`: that of the others."""
    found = {}
    for name, kind in (("together", "merge"), ("mistaken", "apart")):
        if counts.get(kind, 0) >= LEAST:
            found[name] = counts.get(f"{kind}_at_one_place", 0) / counts[kind]
    return found


def pooled(every: Iterable[Counts]) -> dict[str, float]:
    """The same of all corpora together."""
    total: Counter[str] = Counter()
    for counts in every:
        total.update(counts)
    return figures(dict(total))


def _section(sections: Iterable[Section], line: int) -> Section | None:
    return next((section for section in sections if section.start_line <= line <= section.end_line), None)


def _within(row: LedgerRow, section: Section) -> bool:
    return section.start_line <= row.start_line <= section.end_line and row.kind not in _HEADS


def _ends(side: Iterable[LedgerRow], other: Iterable[LedgerRow], lines: Mapping[str, list[str]]) -> bool:
    """Whether most words of `side` are merged or noted below a heading of a page where `other` stands."""
    there = {(at.path, at.anchor) for row in other for at in row.destinations if at.anchor is not None}
    weight = there_too = 0
    for row in side:
        words = len(" ".join(lines[row.path][row.start_line - 1 : row.end_line]).split())
        yielded = row.action in ("merged", "noted")
        weight += words
        there_too += words if yielded and any((at.path, at.anchor) in there for at in row.destinations) else 0
    return 0 < weight <= 2 * there_too
