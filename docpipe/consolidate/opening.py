"""A page's services and conflicts, and the pages beneath it -> the own lines at its top."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Sequence

from docpipe.consolidate.marks import CONFLICTS_PAGE, code, escape, label
from docpipe.consolidate.outline import Sheet
from docpipe.consolidate.placement import INDEX
from docpipe.model import UNSURE, Scan, Section, Service
from docpipe.text.first_of import first_of

REGISTRY, STRUCTURE, MOVED = "registry.md", "structure.md", "moved.md"
MAPPING = "review/mapping.md"


def further_pages(scan: Scan) -> tuple[str, ...]:
    """The reader pages around the targets that this scan gives reason for."""
    return (*((REGISTRY,) if scan.contradictions.services else ()), STRUCTURE, MOVED)


def at_a_glance(sheet: Sheet, sheets: Sequence[Sheet], scan: Scan) -> list[str]:
    """What stands under a page's title: pages beneath it, the services it covers, its open conflicts."""
    lines = _beneath(sheet, sheets)
    lines += _services(sheet, sheets, scan)
    sections = [section for group in sheet.groups for part in group.parts for section in part.all_sections]
    state = [*_conflicts(sheet, scan, sections), *_unsure(sheet, scan, sections)]
    return lines + (state or ["<small>Review: no open conflict, no doubtful place.</small>", ""] if sections else [])


def _beneath(sheet: Sheet, sheets: Sequence[Sheet]) -> list[str]:
    """Links to the pages beneath this one; on the index, to every page."""
    lines = _children(sheet, sheet, sheets, "")
    if sheet.path == INDEX:
        for other in sheets:
            if other.above is None and other is not sheet:
                lines += [_link(sheet, other), *_children(other, sheet, sheets, "    ")]
    return [*lines, ""] if lines else []


def _children(parent: Sheet, sheet: Sheet, sheets: Sequence[Sheet], indent: str) -> list[str]:
    beneath = [other for other in sheets if other.above == parent.path]
    return [indent + _link(sheet, other, parent.title) for other in beneath]


def _link(sheet: Sheet, other: Sheet, above: str = "") -> str:
    title = other.title.removeprefix(f"{above}: ") if above else other.title
    said = f": {escape(other.description)}" if other.description else ""
    return f"- [{escape(title)}]({_relative(sheet, other.path)}){said}"


def _services(sheet: Sheet, sheets: Sequence[Sheet], scan: Scan) -> list[str]:
    """The services that this page covers more than any other."""
    covered = [service for service in scan.contradictions.services if _owner(service, sheets) == sheet.path]
    if not covered:
        return []
    lines = ["| Service | Status | Ports | Health | Gaps |", "| --- | --- | --- | --- | --- |"]
    for service in covered:
        cells = (service.name, service.status, ", ".join(service.ports), service.health or "", "; ".join(service.gaps))
        lines.append(f"| {' | '.join(escape(cell) or '–' for cell in cells)} |")
    return [*lines, ""]


def _owner(service: Service, sheets: Sequence[Sheet]) -> str | None:
    """The page, beside the index, that holds most on a service: headings with its name count, then documents."""
    name = service.name.casefold()
    documents = {*service.documented_in}
    best, most = None, (0, 0)
    for sheet in sheets:
        parts = [part for group in sheet.groups for part in group.parts if part.source.path in documents]
        named = sum(
            name in section.trail[-1].casefold() for part in parts for section in part.sections if section.trail
        )
        if sheet.path != INDEX and (named, len(parts)) > most:
            best, most = sheet.path, (named, len(parts))
    return best


def _conflicts(sheet: Sheet, scan: Scan, sections: Sequence[Section]) -> list[str]:
    """The open conflicts that a line of the page states one side of."""
    lines: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for section in sections:
        lines[section.path].append((section.start_line, section.end_line))
    found = [
        conflict
        for conflict in scan.contradictions.conflicts
        if conflict.status == "open"
        and any(first <= claim.line <= last for claim in conflict.claims for first, last in lines.get(claim.path, ()))
    ]
    if not found:
        return []
    address = _relative(sheet, CONFLICTS_PAGE)
    links = [f"[{label(conflict)}]({address}#{conflict.id})" for conflict in found]
    return [f"Open conflicts: {first_of(links, 8)}.", ""]


def _unsure(sheet: Sheet, scan: Scan, sections: Sequence[Section]) -> list[str]:
    """The documents that stand on the page and may belong elsewhere."""
    here = {section.id for section in sections}
    doubtful = {a.section.rpartition("#")[0] for a in scan.assignments if a.confidence < UNSURE and a.section in here}
    if not doubtful:
        return []
    names = [code(path) for path in sorted(doubtful)]
    return [f"[Perhaps in the wrong place]({_relative(sheet, MAPPING)}): {first_of(names, 4)}.", ""]


def _relative(sheet: Sheet, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(sheet.path) or ".")
