"""`scan.json` of the last run -> the findings in it, validated: the file lies where anyone may have edited it."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from docpipe.errors import OutputError
from docpipe.model import Finding

NAME = "scan.json"


class Row(BaseModel):
    """A row of the report; fields that explaining does not need are left out."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class DocumentRow(Row):
    """A document, as `documents` of the report has it."""

    path: str
    title: str
    role: str
    role_reason: str
    sha256: str
    words: int
    last_changed: str | None
    inbound_links: int


class SectionRow(Row):
    """A section."""

    id: str
    path: str
    start_line: int
    end_line: int
    trail: tuple[str, ...]
    words: int
    target: str | None
    topic: str | None
    target_reason: str
    confidence: float


class MatchRow(Row):
    """Two sections that match."""

    left: str
    right: str
    relation: str
    score: float
    reason: str
    intended: str | None = None


class ClusterRow(Row):
    """A group that says the same."""

    id: str
    relation: str
    score: float
    canonical: str
    members: tuple[str, ...]
    reasons: tuple[str, ...]
    shared: tuple[str, ...] = ()


class FamilyRow(Row):
    """One shape, many places."""

    id: str
    relation: str
    score: float
    members: tuple[str, ...]
    parameters: tuple[str, ...]


class OverlapRow(Row):
    """A document that another one says too."""

    id: str
    relation: str
    score: float
    leader: str
    member: str
    reasons: tuple[str, ...]
    shared: str


class RivalsRow(Row):
    """Documents that answer one task."""

    id: str
    task: str
    leader: str
    members: tuple[str, ...]
    reasons: tuple[str, ...]
    alone: tuple[tuple[str, ...], ...] = ()


class RepeatRow(Row):
    """A block that stands in many documents."""

    id: str
    kind: str
    words: int
    text: str
    places: tuple[str, ...]


class ClaimRow(Row):
    """What one document states."""

    path: str
    line: int
    value: str
    text: str = ""


class ConflictRow(Row):
    """What the documents state differently."""

    id: str
    kind: str
    subject: str
    attribute: str
    scope: str
    status: str
    severity: str
    confidence: float
    claims: tuple[ClaimRow, ...]
    evidence: tuple[ClaimRow, ...]
    suggestion: str


class ReferenceRow(Row):
    """What is named and not there."""

    id: str
    path: str
    line: int
    token: str
    kind: str
    suggestion: str | None
    reason: str


class RulingRow(Row):
    """What a person decided."""

    about: str
    verdict: str
    why: str
    by: str
    on: str
    state: str
    findings: tuple[str, ...]
    changed: tuple[str, ...]


class Report(Row):
    """The report of one scan."""

    documents: tuple[DocumentRow, ...]
    sections: tuple[SectionRow, ...]
    matches: tuple[MatchRow, ...]
    clusters: tuple[ClusterRow, ...]
    families: tuple[FamilyRow, ...]
    rivals: tuple[RivalsRow, ...]
    overlaps: tuple[OverlapRow, ...] = ()
    repeats: tuple[RepeatRow, ...] = ()
    conflicts: tuple[ConflictRow, ...]
    references: tuple[ReferenceRow, ...]
    findings: tuple[Finding, ...] = ()
    rulings: tuple[RulingRow, ...] = ()


def read(reports: Path) -> Report:
    """The report in the folder `reports`. Raises OutputError where there is none, or it is no report."""
    path = reports / NAME
    hint = "run docpipe scan first, with the same PATH and --out"
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise OutputError(f"there is no {path}", hint) from None
    try:
        return Report.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise OutputError(f"{path} is no report of this version of docpipe: {where}: {first['msg']}", hint) from None
