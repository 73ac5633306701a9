"""Assignments -> the mapping: which document goes to which target, by which rule, and how sure that is."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from docpipe.model import UNSURE, Assignment, Page
from docpipe.publish.pages import listing, own
from docpipe.publish.pages.basis import Basis, built
from docpipe.publish.pages.listing import Row, code, link
from docpipe.publish.pages.markup import joined

PATH = "review/mapping.md"
_HEAD = ("File", "Target", "Topic", "Sections", "Sure to", "Rule", "Why")
_INTRO = (
    "Which document stands under which target, the least sure first: those below "
    f"{UNSURE:.2f} may be in the wrong place. A rule in `docpipe.toml` with the target and a `when` that fits the file "
    "moves it; `docpipe explain FILE` tells more."
)


def page(basis: Basis) -> Page | None:
    """The mapping; None where no section has a target."""
    placed = [assignment for assignment in basis.scan.assignments if assignment.target]
    if not placed:
        return None
    ordered = sorted(placed, key=lambda assignment: (_path(assignment), assignment.target or ""))
    groups = [list(group) for _, group in groupby(ordered, key=lambda one: (_path(one), one.target))]
    groups.sort(key=lambda group: (min(one.confidence for one in group), _path(group[0]), group[0].target))
    rows = [_row(group, basis) for group in groups]
    lines = [_INTRO, "", own.filters(("target", "topic", "rule", "sure"), ("file", "sections"), "documents")]
    return own.page(PATH, "What belongs where", [*lines, *listing.table(_HEAD, rows, "Documents and targets")])


def _row(group: list[Assignment], basis: Basis) -> Row:
    path, least = _path(group[0]), min(group, key=lambda one: one.confidence)
    topic = Counter(one.topic or "" for one in group).most_common(1)[0][0]
    lines = (block.start_line for one in group for block in basis.sections[one.section].blocks)
    standing = next(filter(None, (basis.standing(path, line) for line in lines)), None)
    target = group[0].target or ""
    address = built(PATH, standing.path.removeprefix("docs/"), standing.anchor or "") if standing else None
    sure = "doubtful" if least.confidence < UNSURE else "sure"
    cells = (
        link(code(path), basis.seen_at(path)), link(target, address), topic, str(len(group)),
        joined(f"{least.confidence:.2f}"), code(least.rule or ""),
        least.reason.removeprefix(f"rule {least.rule}: "),
    )  # fmt: skip
    fields = {"target": target, "topic": topic, "rule": least.rule or "none", "sure": sure, "file": path}
    return Row(cells, fields | {"sections": str(len(group))})


def _path(assignment: Assignment) -> str:
    return assignment.section.rpartition("#")[0]
