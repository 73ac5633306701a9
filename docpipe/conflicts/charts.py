"""Defaults that a parameter table gives, against the chart's own values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.finding import finding
from docpipe.conflicts.world import World
from docpipe.model import Conflict, Fact
from docpipe.text.quantities import equal, quantity

_EMPTY = frozenset({"", "nil", "null", "none", "[]", "{}", '""', "''", "-", "~", "see values.yaml"})


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a key and chart."""
    charts: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in world.by_kind["value", "chart value"]:
        charts[fact.path.rpartition("/")[0]].setdefault(fact.subject, fact)
    wrong: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in claims:
        if fact.attribute == "parameter" and not world.silent(fact.path):
            chart = _chart(fact.path, charts)
            proof = charts.get(chart, {}).get(fact.subject)
            if proof and not same(fact.value, proof.value):
                wrong[chart, fact.subject].append(fact)
    for (chart, key), facts in sorted(wrong.items()):
        yield finding("value", key, "default", facts, [charts[chart][key]], agrees=same, scope=chart, confidence=0.9)


def _chart(path: str, charts: dict[str, dict[str, Fact]]) -> str:
    """The chart that a document's folder is, or lies in; else the only chart that the tree has."""
    folder = path.rpartition("/")[0]
    while folder and folder not in charts:
        folder = folder.rpartition("/")[0]
    return folder if folder in charts else next(iter(charts)) if len(charts) == 1 else ""


def same(left: str, right: str) -> bool:
    """Equal values however they are quoted; what a table calls empty is not compared."""
    mine, theirs = (text.strip("`\"' ").lower() for text in (left, right))
    if (
        mine == theirs
        or mine.rstrip("/") == theirs.removesuffix(".git")
        or theirs in mine.split("/")
        or mine in _EMPTY
        or theirs in _EMPTY
        or mine.endswith("...")
        or "{{" in theirs
        or " " in mine
        or "<" in mine
    ):
        return True
    a, b = quantity(mine), quantity(theirs)
    return bool(a and b and equal(a, b))
