"""Findings of several reports, the oldest first -> what each one brought: new, back again, settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docpipe.model import Finding


@dataclass(frozen=True, slots=True)
class Step:
    """From one report to the next. `back`: what an earlier report had, the one before not, and the later has again."""

    new: tuple[Finding, ...]
    back: tuple[Finding, ...]
    settled: tuple[Finding, ...]
    open: int


def history(reports: Sequence[Sequence[Finding]]) -> tuple[Step, ...]:
    """One step for each report but the first."""
    steps = []
    for number in range(1, len(reports)):
        before, now = reports[number - 1], reports[number]
        known, found = _prints(before), _prints(now)
        earlier = {each for report in reports[: number - 1] for each in _prints(report)}
        fresh = [finding for finding in now if not known.issuperset(finding.prints)]
        back = tuple(finding for finding in fresh if (known | earlier).issuperset(finding.prints))
        steps.append(
            Step(
                tuple(finding for finding in fresh if finding not in back),
                back,
                tuple(finding for finding in before if found.isdisjoint(finding.prints)),
                len(now),
            )
        )
    return tuple(steps)


def _prints(findings: Iterable[Finding]) -> set[str]:
    return {each for finding in findings for each in finding.prints}
