"""A scan -> its figures: what the terminal shows, what `--json` prints, and what a run with nothing new repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from docpipe.model import UNSURE, Conflict, Scan
from docpipe.publish.levels import Levels, levels, repeated
from docpipe.text.shortened import shortened

WORST = 5  # conflicts named on the first screen
COPIES = 3  # whole documents, and rivals, named on it
LINE = 110  # characters of each


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one run.

    `copies` are whole documents that another one says too, `groups` sections of which two or more stand now,
    `record_groups` those that only records repeat; `copied` and `answered` name the first of them. `asked` are
    rulings whose text has changed. `better` are the
    pages of a layout that fits better, `folder` is where it wrote, `next` the command to run now.
    """

    documents: int
    sections: int
    words: int
    skipped: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    roles: dict[str, int]
    copies: int
    rivals: int
    groups: int
    repeated_words: int
    record_groups: int
    repeats: int
    families: int
    copied: tuple[str, ...]
    answered: tuple[str, ...]
    conflicts: int
    settled: int
    worst: tuple[str, ...]
    dead: int
    targets: dict[str, int]
    unsure: int
    asked: int = 0
    better: tuple[str, ...] = ()
    folder: str = ""
    taken: str | None = None
    next: str = ""


def summarise(scan: Scan) -> Summary:
    """Count what a scan found."""
    words = {section.id: section.words for document in scan.corpus.documents for section in document.sections}
    said = levels(scan)
    conflicts = [c for c in scan.contradictions.conflicts if c.status in ("open", "settled")]
    placed = [assignment for assignment in scan.assignments if assignment.target]
    return Summary(
        documents=len(scan.corpus.documents),
        sections=len(words),
        words=sum(words.values()),
        skipped=tuple((skipped.path, skipped.reason) for skipped in scan.corpus.skipped),
        notes=scan.corpus.notes,
        roles=_counted(document.role for document in scan.corpus.documents),
        copies=len(said.overlaps),
        rivals=len(said.rivals),
        groups=len(said.groups),
        repeated_words=repeated(said.groups, words),
        record_groups=len(said.records),
        repeats=len(said.repeats),
        families=len(said.families),
        copied=tuple(_copied(said)),
        answered=tuple(_answered(said)),
        conflicts=len(conflicts),
        settled=sum(conflict.status == "settled" for conflict in conflicts),
        worst=tuple(_line(conflict) for conflict in conflicts[:WORST]),
        dead=len(scan.references),
        targets=_counted(assignment.target or "" for assignment in placed),
        unsure=sum(assignment.confidence < UNSURE for assignment in placed),
        asked=sum(ruling.state == "asks" for ruling in scan.rulings),
    )


def from_plain(row: Mapping[str, object]) -> Summary | None:
    """Return the summary that `asdict` and JSON made `row` of; None where another docpipe made it."""
    if row.keys() != {field.name for field in fields(Summary)}:
        return None
    return Summary(**{name: _frozen(value) for name, value in row.items()})  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _line(conflict: Conflict) -> str:
    """One conflict in one line: what, and what to do."""
    return _short(f"{conflict.subject}, {conflict.attribute}: {conflict.suggestion}")


def _copied(said: Levels) -> Iterator[str]:
    """The largest documents that give way, a line each."""
    for overlap in sorted(said.overlaps, key=lambda overlap: (-overlap.words, overlap.member))[:COPIES]:
        if overlap.relation == "duplicate":
            yield _short(f"{overlap.member} is a copy of {overlap.leader}")
        else:
            yield _short(f"{overlap.score:.0%} of {overlap.member} stands in {overlap.leader}")


def _answered(said: Levels) -> Iterator[str]:
    for rivals in said.rivals[:COPIES]:
        yield _short(f"{rivals.task}: {len(rivals.members)} documents, {rivals.leader} leads")


def _short(line: str) -> str:
    return shortened(line, LINE)
