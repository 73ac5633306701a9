"""A scan -> its figures: what the terminal shows, what `--json` prints, and what a run with nothing new repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docpipe.model import Conflict, Scan
from docpipe.publish.reports.mapping import UNSURE

WORST = 5  # conflicts named on the first screen
LINE = 110  # characters of each


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one run.

    `better` are the pages of a layout that fits better, `folder` is where it wrote, `next` the command to run now.
    """

    documents: int
    sections: int
    words: int
    skipped: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    roles: dict[str, int]
    groups: int
    repeated_words: int
    families: int
    conflicts: int
    settled: int
    worst: tuple[str, ...]
    dead: int
    targets: dict[str, int]
    unsure: int
    better: tuple[str, ...] = ()
    folder: str = ""
    taken: str | None = None
    next: str = ""


def summarise(scan: Scan) -> Summary:
    """Count what a scan found."""
    words = {section.id: section.words for document in scan.corpus.documents for section in document.sections}
    conflicts = [c for c in scan.contradictions.conflicts if c.status in ("open", "settled")]
    placed = [assignment for assignment in scan.assignments if assignment.target]
    return Summary(
        documents=len(scan.corpus.documents),
        sections=len(words),
        words=sum(words.values()),
        skipped=tuple((skipped.path, skipped.reason) for skipped in scan.corpus.skipped),
        notes=scan.corpus.notes,
        roles=_counted(document.role for document in scan.corpus.documents),
        groups=len(scan.matching.clusters),
        repeated_words=sum(words[m] for c in scan.matching.clusters for m in c.members if m != c.canonical),
        families=len(scan.matching.families),
        conflicts=len(conflicts),
        settled=sum(conflict.status == "settled" for conflict in conflicts),
        worst=tuple(_line(conflict) for conflict in conflicts[:WORST]),
        dead=len(scan.references),
        targets=_counted(assignment.target or "" for assignment in placed),
        unsure=sum(assignment.confidence < UNSURE for assignment in placed),
    )


def from_plain(row: Mapping[str, object]) -> Summary:
    """Return the summary that `asdict` and JSON made `row` of. Raises TypeError where it is of another version."""
    return Summary(**{name: _frozen(value) for name, value in row.items()})  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _line(conflict: Conflict) -> str:
    """One conflict in one line: what, and what to do."""
    line = f"{conflict.subject}, {conflict.attribute}: {conflict.suggestion}"
    return line if len(line) <= LINE else line[: LINE - 1].rstrip() + "…"
