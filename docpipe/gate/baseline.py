"""`docpipe.baseline.json`: the fingerprints of findings that a team knows of; one line each, so that a diff tells."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, PositiveInt, ValidationError

from docpipe.errors import ConfigError
from docpipe.model import Finding

FILE_NAME = "docpipe.baseline.json"
Known: TypeAlias = "Counter[str]"  # fingerprint -> how often it stands


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    schema_version: int
    findings: dict[str, PositiveInt]


def known(found: Iterable[Finding]) -> Known:
    """What these findings are known by."""
    return Counter(each for finding in found for each in finding.prints)


def shrunk(baseline: Mapping[str, int], now: Mapping[str, int]) -> Known:
    """The baseline without what is no longer found: it never grows by itself."""
    return Counter(baseline) & Counter(now)


def render(baseline: Mapping[str, int]) -> bytes:
    """The file, sorted."""
    rows = {each: count for each, count in sorted(baseline.items()) if count > 0}
    return (json.dumps({"schema_version": 1, "findings": rows}, indent=1) + "\n").encode()


def read(content: bytes) -> Known:
    """What a file knows. Raises ConfigError where it is not one that docpipe wrote."""
    try:
        found = _File.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ConfigError(
            f"{FILE_NAME}: {where}: {first['msg']}", "restore it from git, or write it anew: docpipe check --accept"
        ) from error
    if found.schema_version != 1:
        raise ConfigError(f"{FILE_NAME}: schema_version {found.schema_version} is not known", "upgrade docpipe")
    return Counter(found.findings)
