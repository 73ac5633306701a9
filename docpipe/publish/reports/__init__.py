"""A scan -> the files of `reports/`: one format a file, each a pure function from a scan to text."""

from __future__ import annotations

from docpipe.model import Scan
from docpipe.publish.reports import conflicts, duplicates, mapping, references, sarif, scan_json

# file name -> the function that renders it
FORMATS = (
    ("scan.json", scan_json.render),
    ("duplicates.md", duplicates.render),
    ("conflicts.md", conflicts.render),
    ("references.md", references.render),
    ("mapping.md", mapping.render),
    ("docpipe.sarif", lambda scan: sarif.render(scan.findings)),
)


def render(scan: Scan) -> dict[str, bytes]:
    """Every report of a scan: path below the output folder -> content."""
    return {f"reports/{name}": function(scan).encode() for name, function in FORMATS}
