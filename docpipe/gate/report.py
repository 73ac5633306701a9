"""A `scan.json` of any run -> the findings in it. It may come from anywhere: checked, never trusted."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError

from docpipe.errors import PathError
from docpipe.model import Finding


class _Report(BaseModel):
    model_config = ConfigDict(frozen=True)

    findings: tuple[Finding, ...]


def findings_of(name: str, content: bytes) -> tuple[Finding, ...]:
    """The findings of a report. Raises PathError where it is none, or of a version without them."""
    try:
        return _Report.model_validate_json(content).findings
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise PathError(
            f"{name} is no scan.json with findings: {first['msg']}", "name one that docpipe scan wrote"
        ) from error
