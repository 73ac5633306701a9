"""A `scan.json` of any run -> the findings in it. It may come from anywhere: checked, never trusted."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError

from docpipe.errors import PathError
from docpipe.model import Finding, FindingKind, Severity


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True)

    kind: FindingKind
    severity: Severity
    places: tuple[str, ...]
    prints: tuple[str, ...]
    detail: str
    about: str = ""


class _Report(BaseModel):
    model_config = ConfigDict(frozen=True)

    findings: tuple[_Row, ...]


def findings_of(name: str, content: bytes) -> tuple[Finding, ...]:
    """The findings of a report. Raises PathError where it is none, or of a version without them."""
    try:
        report = _Report.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise PathError(
            f"{name} is no scan.json with findings: {first['msg']}", "name one that docpipe scan wrote"
        ) from error
    return tuple(
        Finding(row.kind, row.severity, row.places, row.prints, row.detail, row.about) for row in report.findings
    )
