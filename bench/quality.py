"""Labelled corpora -> reports/quality.md; fails where a figure is below its floor in reports/quality-floors.json.

usage: python -m bench.quality [--raise] [CORPUS ...]

--raise lifts floors to a little below what is measured, so that a change may lose a hair in one place and win in many;
they never sink.
"""

from __future__ import annotations

import ast
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench import corpora, merging, peers, train_conflicts, train_match
from docpipe import config, pipeline
from docpipe.conflicts.frames import Weights as AmountWeights
from docpipe.match.judge import Weights
from docpipe.publish.reports import scan_json

REPORT = corpora.ROOT / "reports" / "quality.md"
FLOORS = corpora.ROOT / "reports" / "quality-floors.json"
SCANS = corpora.ROOT / "build" / "quality"
# What the scorers call it -> whether less is better.
FIGURES: Mapping[str, Mapping[str, bool]] = {
    "pairs": {"average_precision": False, "precision": False, "recall": False, "templates_called_template": False},
    "conflicts": {"recall": False, "trap_rate": True},
    "stale": {"precision": False, "recall": False},
    "targets": {"accuracy": False, "accuracy_with_second": False, "role_accuracy": False},
    "merging": {"together": False, "mistaken": True},
}
POOLED: Mapping[str, Mapping[str, bool]] = {
    "pairs": {"ap": False, "lowest_ap": False, "precision": False, "recall": False, "template": False},
    "conflicts": {"recall": False, "lowest_recall": False, "trap_rate": True, "evidence": False},
    "stale": {"precision": False, "recall": False, "suggestions": False},
    "targets": {"accuracy": False, "with_second": False, "role": False, "role_balanced": False},
    "merging": {"together": False, "mistaken": True},
}
MARGIN = 0.02  # between what is measured and its floor: about one label in fifty
Figures = dict[str, dict[str, float]]  # corpus -> figure -> value


def scan(name: str, weights: Weights, amount_weights: AmountWeights) -> Path:
    """Scan one corpus with weights that were fitted without it, and return the report; beside it what is merged."""
    root = corpora.unpack(name)
    settings = config.load(root)
    found = pipeline.scan(root, settings, related=True, workers=1, weights=weights, amount_weights=amount_weights)
    SCANS.mkdir(parents=True, exist_ok=True)
    report = SCANS / f"{name}.json"
    report.write_bytes(scan_json.render(found))
    merged = merging.count(found, pipeline.plan(found, settings), corpora.GOLD / f"{name}.pairs.jsonl")
    _merged(report).write_text(json.dumps(merged), "utf-8")
    return report


def scan_all(names: Sequence[str]) -> dict[str, Path]:
    """Scan each corpus, learnt parts fitted on the labels of all others; corpus -> report."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), context, max_tasks_per_child=1) as pool:
        known = dict(zip(corpora.labelled(), pool.map(train_match.labelled, corpora.labelled()), strict=True))
        weights = [train_match.fit([labels for other, labels in known.items() if other != name]) for name in names]
        pairs = dict(zip(corpora.names(), pool.map(train_conflicts.labelled, corpora.names()), strict=True))
        amounts = [train_conflicts.fit([labels for other, labels in pairs.items() if other != name]) for name in names]
        return dict(zip(names, pool.map(scan, names, weights, amounts), strict=True))


def measure(reports: Mapping[str, Path]) -> Figures:
    """Score each report alone and all together, with the shared scorers."""
    figures: Figures = {"pooled": {}}
    for name, report in reports.items():
        scored = json.loads(_shared("score.py", str(report), str(corpora.GOLD), name, "--json"))
        counts = json.loads(_merged(report).read_text("utf-8"))
        figures[name] = _chosen({**scored, "merging": merging.figures(counts)}, FIGURES)
    given = [f"{name}={report}" for name, report in reports.items()]
    merged = merging.pooled(json.loads(_merged(report).read_text("utf-8")) for report in reports.values())
    for kind in ("pairs", "conflicts", "stale", "targets"):
        line = _shared("pooled.py", kind, str(corpora.GOLD), *given).splitlines()[-1]
        pooled = ast.literal_eval(line[line.index("{") : line.rindex("}") + 1])
        figures["pooled"] |= _chosen({kind: pooled}, POOLED)
    figures["pooled"] |= _chosen({"merging": merged}, POOLED)
    return figures


def below(figures: Figures, floors: Figures) -> list[str]:
    """Every figure that is worse than its floor, or that has a floor and was not measured, as a sentence."""
    found = []
    for name, wanted in floors.items():
        for figure, floor in wanted.items():
            now = figures.get(name, {}).get(figure)
            if now is None or _better(figure, floor, now):
                found.append(f"{name} {figure}: {now} where {floor} is the limit")
    return found


def lifted(figures: Figures, floors: Figures) -> Figures:
    """The floors, each moved to a margin below what is measured where that is better; none is ever taken back."""
    result = {name: dict(values) for name, values in floors.items()}
    for name, values in figures.items():
        known = result.setdefault(name, {})
        for figure, now in values.items():
            # Rounded before it is held against the old one: else rounding could make that easier.
            floor = round(min(1.0, now + MARGIN) if _less_is_better(figure) else max(0.0, now - MARGIN), 3)
            if figure not in known or _better(figure, floor, known[figure]):
                known[figure] = floor
    return result


def table(figures: Figures, floors: Figures) -> str:
    """`quality.md`: pooled figures first, then each corpus."""
    lines = [
        "# Quality",
        "",
        "Agreement with labels that careful readers gave to real corpora; written by `make quality`, which fails below",
        "the floors. Learnt parts are fitted without the corpus that they are scored on. Of figures marked ↓ less is",
        "better. Findings that were read one by one are in [readings](readings.md).",
        "",
        "| corpus | figure | now | floor |",
        "| --- | --- | ---: | ---: |",
    ]
    for name, values in figures.items():
        for figure, now in values.items():
            floor = floors.get(name, {}).get(figure)
            mark = " ↓" if _less_is_better(figure) else ""
            lines.append(f"| {name} | {figure}{mark} | {now:.3f} | {'' if floor is None else f'{floor:.3f}'} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Measure, write the table, and return 1 where a floor is broken."""
    chosen = tuple(name for name in arguments if not name.startswith("-")) or corpora.labelled()
    if not chosen:
        print(f"quality: skipped: {corpora.ABSENT}")
        return 0
    figures = measure(scan_all(chosen))
    floors: Figures = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    whole = chosen == corpora.labelled()
    if "--raise" in arguments and whole:
        floors = lifted(figures, floors)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    text = table(figures, floors)
    if whole:
        REPORT.write_text(text + peers.kept(REPORT), "utf-8")
    print(text)
    broken = below(figures, floors) if whole else []
    print("\n".join(f"below its floor: {line}" for line in broken) or "no figure is below its floor")
    return bool(broken)


def _chosen(
    scored: Mapping[str, Mapping[str, float | None]], wanted: Mapping[str, Mapping[str, bool]]
) -> dict[str, float]:
    return {
        f"{kind}.{figure}": float(value)
        for kind, names in wanted.items()
        for figure in names
        if (value := scored.get(kind, {}).get(figure)) is not None
    }


def _merged(report: Path) -> Path:
    return report.with_suffix(".merging.json")


def _less_is_better(figure: str) -> bool:
    kind, name = figure.split(".")
    return ({**FIGURES[kind], **POOLED[kind]}).get(name, False)


def _better(figure: str, a: float, b: float) -> bool:
    return a < b if _less_is_better(figure) else a > b


def _shared(script: str, *arguments: str) -> str:
    command = [sys.executable, str(corpora.SHARED / "quality" / script), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
