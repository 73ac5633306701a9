"""The whole run of `docpipe review`: what waits for a person to rule on it, and a ruling written down."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docpipe import review, runs
from docpipe.errors import PathError
from docpipe.git import GitError, open_repository
from docpipe.model import Answer, Decision, Finding, Severity
from docpipe.publish.place import finding
from docpipe.publish.reports import last
from docpipe.publish.reports.last import Report, RulingRow

_WEIGHT: Mapping[Severity, int] = {"high": 0, "medium": 1, "low": 2}
_KINDS = ("conflict", "duplicate", "reference")  # the one that hurts a reader most first


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a ruling, the weightiest first: rulings whose text was changed, and what nobody ruled on.

    `held` counts the rulings in force, and `gone` are those whose matter is.
    """

    asked: tuple[RulingRow, ...]
    open: tuple[Finding, ...]
    gone: tuple[RulingRow, ...]
    held: int


def waiting(out: Path) -> Waiting:
    """What the last scan with output in `out` leaves to a person. Raises OutputError where there was none."""
    report = _report(out)
    by_state = {state: tuple(row for row in report.rulings if row.state == state) for state in ("asks", "gone")}
    rows = [row for row in report.findings if row.kind in _KINDS and row.about]
    settled = {row.id for row in report.conflicts if row.status == "settled"}
    rows = [row for row in rows if row.about not in settled]
    rows.sort(key=lambda row: (_WEIGHT[row.severity], _KINDS.index(row.kind)))
    held = sum(row.state == "holds" for row in report.rulings)
    return Waiting(by_state["asks"], tuple(rows), by_state["gone"], held)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a person says of a finding; `value` where one is preferred, `by` None where git shall tell who it is."""

    verdict: Answer
    value: str | None
    why: str
    by: str | None


def decide(root: Path, out: Path, about: str, answered: Answered) -> Decision:
    """Write down what a person rules on the finding `about` of the last scan.

    Raises PathError where there is no such finding, its text was changed since, or the verdict does not fit its kind.
    """
    report = _report(out)
    named = finding(report, about)
    rows = [row for row in report.findings if row.about == named]
    _fits(rows, named, answered.verdict)
    stale = runs.changed_since(root, {place.rpartition(":")[0] for row in rows for place in row.places}, report)
    if stale:
        raise PathError(f"{stale[0]}", "run docpipe scan again, and rule on what it finds then")
    seen = tuple(sorted({each for row in rows for each in row.prints}))
    value = None if answered.value is None else _value(report, named, answered.value)
    today = datetime.date.today().isoformat()
    by = (answered.by or "").strip() or _person(root)
    decision = Decision(named, answered.verdict, value, answered.why, by, today, seen)
    review.keep(root, decision)
    return decision


def _report(out: Path) -> Report:
    return last.read(runs.last_output(out) / "reports")


def _fits(rows: Sequence[Finding], about: str, verdict: Answer) -> None:
    kinds = {row.kind for row in rows}
    if not kinds:
        raise PathError(
            f"{about} is nothing to rule on: no conflict or duplicate that stands, and no dead reference",
            "docpipe review lists what waits for a ruling",
        )
    if verdict == "prefer" and kinds != {"conflict"}:
        raise PathError(f"{about} has no values to choose from", "--dismiss or --keep it")
    if verdict == "keep" and kinds == {"reference"}:
        raise PathError(f"{about} is a dead reference", "--dismiss it")


def _value(report: Report, about: str, written: str) -> str:
    """The value that a person prefers; a place of the conflict stands for the value that it states."""
    stating = (claim for row in report.conflicts if row.id == about for claim in (*row.claims, *row.evidence))
    there = {f"{claim.path}:{claim.line}": claim.value for claim in stating}
    value = there.get(written.removeprefix("./"), written)
    if value not in there.values():
        values = ", ".join(dict.fromkeys(there.values()))
        raise PathError(f"nothing states {value} in {about}", f"its values: {values}")
    return value


def _person(root: Path) -> str:
    """Who rules, as git knows them. Raises PathError where it does not."""
    try:
        person = open_repository(root.resolve()).output("var", "GIT_AUTHOR_IDENT").decode("utf-8", "replace")
    except GitError as error:
        raise PathError("git does not know who you are", "say it: --by NAME") from error
    return person.partition(" <")[0]
