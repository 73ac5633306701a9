"""One finding of a report -> lines for a person: what it is, where, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docpipe.publish.reports.last import (
    ClusterRow,
    ConflictRow,
    FamilyRow,
    MatchRow,
    OverlapRow,
    ReferenceRow,
    RepeatRow,
    RivalsRow,
)
from docpipe.text.first_of import first_of
from docpipe.text.plural import plural
from docpipe.text.shortened import shortened

SHOWN = 12  # places of a family, claims of a conflict
LONG = 110  # characters of a quoted line


def cluster(row: ClusterRow) -> Iterator[str]:
    """A group that says the same, its leader first."""
    yield f"{row.id}: {row.relation}, sure to {row.score:.2f}"
    yield f"  {place(row.canonical)} leads: {'; '.join(row.reasons)}"
    for member, shared in zip(row.members, row.shared or [""] * len(row.members), strict=False):
        if member != row.canonical:
            yield f"  {place(member)}: {shared}"


def match(row: MatchRow) -> Iterator[str]:
    """Two sections that match."""
    yield f"{place(row.left)} and {place(row.right)}: {row.relation}, {row.score:.2f}"
    yield f"  {row.reason}{f'; meant: {row.intended}' if row.intended else ''}"


def family(row: FamilyRow) -> Iterator[str]:
    """One shape, many places."""
    differ = "; ".join(row.parameters) or "wordings too loose to name"
    yield f"{row.id}: {len(row.members)} sections, {row.relation}, differ in {differ}"
    yield f"  {_places(row.members)}"


def overlap(row: OverlapRow) -> Iterator[str]:
    """A document that another one says too."""
    yield f"{row.id}: {row.member} stands in {row.leader}: {row.shared}"
    yield f"  {row.leader} leads: {'; '.join(row.reasons)}"


def rivals(row: RivalsRow) -> Iterator[str]:
    """Documents that answer one task."""
    yield f"{row.id}: {len(row.members)} documents answer one task, {row.task}"
    yield f"  {row.leader} leads: {'; '.join(row.reasons)}"
    for member, alone in zip(row.members, row.alone or [()] * len(row.members), strict=False):
        yield f"  {member}" + (f" alone has {short(', '.join(alone))}" if alone else "")


def conflict(row: ConflictRow) -> Iterator[str]:
    """What documents state differently."""
    scope = f" ({row.scope})" if row.scope else ""
    sure = f"{row.status}, severity {row.severity}, sure to {row.confidence:.2f}"
    yield f"{row.id}: {row.subject}, {row.attribute}{scope}: {sure}"
    for claim in row.claims[:SHOWN]:
        yield f"  {claim.value}: {claim.path}:{claim.line}: {short(claim.text)}"
    yield from more(len(row.claims), SHOWN)
    yield from (f"  {found.value}: {found.path}:{found.line}: the repository itself" for found in row.evidence)
    if row.suggestion:
        yield f"  {row.suggestion}"


def repeat(row: RepeatRow) -> Iterator[str]:
    """A block that stands in many documents."""
    yield f"{row.id}: a {row.kind} of {row.words} words in {len(row.places)} documents: {short(row.text)}"
    yield f"  {_places(row.places)}"


def reference(row: ReferenceRow) -> Iterator[str]:
    """What is named and not there."""
    perhaps = f"; perhaps {row.suggestion}" if row.suggestion else ""
    yield f"line {row.line}: {row.token}: {row.reason}{perhaps}"


def _places(ids: Sequence[str]) -> str:
    return first_of([*map(place, ids)], SHOWN)


def place(identifier: str) -> str:
    """A section id as editors and terminals open it."""
    path, _, line = identifier.rpartition("#")
    return f"{path}:{line}"


def path_of(identifier: str) -> str:
    """The document of a section id."""
    return identifier.rpartition("#")[0]


def line_of(identifier: str) -> int:
    """The line of a section id."""
    return int(identifier.rpartition("#")[2])


def short(text: str) -> str:
    """A quoted line, cut to a screen's width."""
    return shortened(text, LONG)


def more(count: int, shown: int) -> Iterator[str]:
    """What is left out."""
    if count > shown:
        yield f"  and {count - shown} more, in scan.json"


def counted(count: int, what: str) -> str:
    """A number and what is counted."""
    return f"{count} {plural(count, what)}"
