"""Findings -> SARIF 2.1.0 (OASIS standard): rules with help, results with places and fingerprints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from docpipe import __version__
from docpipe.model import Finding, FindingKind
from docpipe.publish.telling import path_line, told

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVEL = {"high": "error", "medium": "warning", "low": "note"}
# kind -> name, what it is, what to do
_RULES: dict[FindingKind, tuple[str, str, str]] = {
    "duplicate": (
        "SaidTwice",
        "Two places say the same; one of them will be forgotten at the next change.",
        "Keep the text in one place and link to it. `docpipe explain PLACE PLACE` tells what they share.",
    ),
    "conflict": (
        "SaidDifferently",
        "Documents, or a document and the repository, state values that cannot all be true.",
        "Change what is wrong; the message names the evidence.",
    ),
    "reference": (
        "DeadReference",
        "A document names a file, heading, command or variable that does not exist.",
        "Name what is meant, or remove the reference; the message names what was probably meant.",
    ),
    "record": (
        "MisplacedRecord",
        "A report or plan lies outside the folders that `check.records` in docpipe.toml names.",
        "Move it there, or leave it out of the repository.",
    ),
}


def render(findings: Sequence[Finding]) -> str:
    """A log of one run."""
    order = [*_RULES]
    run = {
        "tool": {"driver": {"name": "docpipe", "version": __version__, "rules": [_rule(kind) for kind in order]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The folder that was scanned."}}},
        "results": [_result(finding, order.index(finding.kind)) for finding in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(kind: FindingKind) -> dict[str, object]:
    name, what, action = _RULES[kind]
    return {
        "id": f"docpipe/{kind}",
        "name": name,
        "shortDescription": {"text": what},
        "help": {"text": action.replace("`", ""), "markdown": action},
        "defaultConfiguration": {"level": "warning"},
    }


def _result(finding: Finding, rule: int) -> dict[str, object]:
    prints = {f"docpipe/{number}": each for number, each in enumerate(finding.prints[:8], 1)}
    return {
        "ruleId": f"docpipe/{finding.kind}",
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": told(finding)},
        "locations": [_location(finding.places[0])],
        "relatedLocations": [_location(place) for place in finding.places[1:]],
        "partialFingerprints": prints,
    }


def _location(place: str) -> dict[str, object]:
    path, line = path_line(place)
    where = {"uri": quote(path.encode("utf-8", "surrogatepass")), "uriBaseId": "ROOT"}
    return {"physicalLocation": {"artifactLocation": where, "region": {"startLine": line}}}
