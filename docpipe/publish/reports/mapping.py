"""A scan -> `mapping.md`: which document goes to which target, by which rule, and where a person should look."""

from __future__ import annotations

from collections import Counter, defaultdict

from docpipe.model import UNSURE, Assignment, Scan
from docpipe.publish.reports.markdown import OWN, code, plain


def render(scan: Scan) -> str:
    """`mapping.md` as text."""
    placed = [assignment for assignment in scan.assignments if assignment.target]
    doubtful = {(_path(a), a.target): a for a in placed if a.confidence < UNSURE}.values()
    unsure = sorted(doubtful, key=lambda a: (a.confidence, a.section))
    lines = ["# What belongs where", "", f"{len(placed)} of {len(scan.assignments)} sections have a target."]
    lines += ["", "| target | sections | documents |", "| --- | ---: | ---: |"]
    targets: defaultdict[str, list[Assignment]] = defaultdict(list)
    for assignment in placed:
        targets[assignment.target or ""].append(assignment)
    for target, found in sorted(targets.items()):
        lines.append(f"| {plain(target)} | {len(found)} | {len({_path(a) for a in found})} |")
    for target, found in sorted(targets.items()):
        lines += ["", f"## {plain(target)}", "", "| document | sections | topic | why |", "| --- | ---: | --- | --- |"]
        by_document: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in found:
            by_document[_path(assignment)].append(assignment)
        for path, group in sorted(by_document.items()):
            topic = Counter(a.topic or "" for a in group).most_common(1)[0][0]
            lines.append(f"| {code(path)} | {len(group)} | {plain(topic)} | {plain(group[0].reason)} |")
    if unsure:
        lines += ["", "## Not sure", "", "| document | target | sure to | why |", "| --- | --- | ---: | --- |"]
        lines += [
            f"| {code(_path(a))} | {plain(a.target or '')} | {a.confidence:.2f} | {plain(a.reason)} |" for a in unsure
        ]
    return OWN + "\n".join(lines) + "\n"


def _path(assignment: Assignment) -> str:
    return assignment.section.rpartition("#")[0]
