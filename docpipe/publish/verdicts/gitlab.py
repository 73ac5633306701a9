"""A verdict -> GitLab's code quality report: a JSON list that a merge request shows."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import blake2b

from docpipe.model import Finding, Verdict
from docpipe.publish.telling import path_line, told

_SEVERITY = {"high": "major", "medium": "minor", "low": "info"}


def render(verdict: Verdict) -> str:
    """The report."""
    seen: Counter[str] = Counter()
    rows = []
    for finding in verdict.new:
        name = _name(finding)
        seen[name] += 1
        path, line = path_line(finding.places[0])
        rows.append(
            {
                "type": "issue",
                "check_name": f"docpipe/{finding.kind}",
                "description": told(finding),
                "severity": _SEVERITY[finding.severity],
                "fingerprint": f"{name}-{seen[name]}",  # GitLab shows one of those that are equal
                "location": {"path": path, "lines": {"begin": line}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _name(finding: Finding) -> str:
    text = "\0".join((finding.kind, *(finding.prints or finding.places)))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
