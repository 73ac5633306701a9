"""A scan -> `conflicts.md`: what the documents say differently, what a reader would be hurt by first."""

from __future__ import annotations

from docpipe.model import Conflict, Scan
from docpipe.publish.reports.markdown import OWN, code, place, plain
from docpipe.text.plural import plural

STATUSES = (
    ("open", "Open", "Nothing in the repository decides these; a person has to."),
    ("settled", "Settled", "The repository or a ruling says who is right; the documents still have to be mended."),
    ("historic", "Historic", "Only records of different dates disagree; nothing to do."),
    ("dismissed", "Dismissed", "A person ruled that they are none, or that all of it stays."),
)


def render(scan: Scan) -> str:
    """`conflicts.md` as text; the order within a status is the scan's own, worst first."""
    conflicts = scan.contradictions.conflicts
    lines = ["# Said differently", "", f"{len(conflicts)} {plural(len(conflicts), 'conflict')}."]
    for status, title, meaning in STATUSES:
        found = [conflict for conflict in conflicts if conflict.status == status]
        if found:
            lines += ["", f"## {title}: {len(found)}", "", meaning]
        for conflict in found:
            lines += _conflict(conflict)
    return OWN + "\n".join(lines) + "\n"


def _conflict(conflict: Conflict) -> list[str]:
    scope = f" ({plain(conflict.scope)})" if conflict.scope else ""
    lines = [
        "",
        f"### {plain(conflict.subject)}: {plain(conflict.attribute)}{scope}",
        "",
        plain(conflict.suggestion, 500),
        "",
        "| value | where | says |",
        "| --- | --- | --- |",
    ]
    for claim in conflict.claims:
        role = "" if claim.role == "living" else f" ({claim.role})"
        lines.append(f"| {code(claim.value)} | {place(claim.path, claim.line)}{role} | {code(claim.text)} |")
    lines += [f"| {code(e.value)} | {place(e.path, e.line)} | evidence |" for e in conflict.evidence]
    return [
        *lines,
        "",
        f"{conflict.kind}, severity {conflict.severity}, sure to {conflict.confidence:.2f}, {code(conflict.id)}",
    ]
