"""What a person calls a place (`path`, `path:line`, `path#line`, `k-09ab`) -> the document, section or finding."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import get_close_matches

from docpipe.errors import PathError
from docpipe.publish.reports.last import Report

_FINDING = re.compile(r"[bcdfknr]-[0-9a-f]+")
_LINE = re.compile(r"(.+)[:#](\d+)(?:-\d+)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A document, one of its sections, or a finding by its id."""

    path: str = ""
    section: str | None = None
    finding: str | None = None


def place(report: Report, written: str) -> Place:
    """The place that `written` names. Raises PathError with what is near where there is none."""
    if _FINDING.fullmatch(written):
        return Place(finding=finding(report, written))
    paths = {row.path for row in report.documents}
    path, line = _parted(written.removeprefix("./"), paths)
    if path not in paths:
        near = get_close_matches(path, sorted(paths), 3, 0.5) or sorted(p for p in paths if p.endswith("/" + path))[:3]
        hint = (
            f"did you mean {', '.join(near)}?"
            if near
            else "name it from the root of the scanned tree, as the reports do"
        )
        raise PathError(f"the last scan knows no document {path}", hint)
    if line is None:
        return Place(path)
    rows = [row for row in report.sections if row.path == path]
    if not rows or not 1 <= line <= rows[-1].end_line:
        last = rows[-1].end_line if rows else 0
        raise PathError(f"{path} has no line {line}", f"its last line with text is {last}")
    return Place(path, rows[max(bisect_right([row.start_line for row in rows], line) - 1, 0)].id)


def _parted(written: str, paths: set[str]) -> tuple[str, int | None]:
    found = _LINE.fullmatch(written)
    return (found[1], int(found[2])) if found and written not in paths else (written, None)


def finding(report: Report, identifier: str) -> str:
    """The finding whose id begins so. Raises PathError where there is none, or more than one."""
    groups = (report.clusters, report.families, report.conflicts, report.overlaps, report.rivals, report.repeats)
    known = sorted({row.id for rows in (*groups, report.references) for row in rows})
    whole = [name for name in known if name.startswith(identifier)]
    if identifier not in known and len(whole) != 1:
        said = "begins more than one finding" if whole else "is no finding of the last scan"
        near = whole[:3] or get_close_matches(identifier, known, 3, 0.6)
        raise PathError(f"{identifier} {said}", f"near it: {', '.join(near)}" if near else "ids stand in the reports")
    return identifier if identifier in known else whole[0]
