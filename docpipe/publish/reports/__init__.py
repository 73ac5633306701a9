"""A scan -> the files of `reports/`: one format a file, each a pure function from a scan to text or bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docpipe.model import Scan
from docpipe.publish.reports import conflicts, duplicates, mapping, references, sarif, scan_json

# file name, and the function that renders it; the longest one first
Format = tuple[str, Callable[[Scan], str | bytes]]
FORMATS: tuple[Format, ...] = (
    ("scan.json", scan_json.render),
    ("duplicates.md", duplicates.render),
    ("conflicts.md", conflicts.render),
    ("references.md", references.render),
    ("mapping.md", mapping.render),
    ("docpipe.sarif", lambda scan: sarif.render(scan.findings)),
)


def render(scan: Scan, formats: Iterable[Format] = FORMATS) -> dict[str, bytes]:
    """Reports of a scan, all if not told which: path below the output folder -> content."""
    made = {f"reports/{name}": function(scan) for name, function in formats}
    return {path: told if isinstance(told, bytes) else told.encode() for path, told in made.items()}
