"""A verdict -> one JSON object with all of it."""

from __future__ import annotations

import json
from dataclasses import asdict

from docpipe.model import Verdict
from docpipe.publish.telling import path_line, told


def render(verdict: Verdict) -> str:
    """The object."""
    new = []
    for finding in verdict.new:
        path, line = path_line(finding.places[0])
        row = {"kind": finding.kind, "severity": finding.severity, "path": path, "line": line, "message": told(finding)}
        new.append(row | {"places": list(finding.places), "fingerprints": list(finding.prints)})
    plain = asdict(verdict) | {"new": new}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
