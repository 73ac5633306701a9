"""A report and a place in it -> what docpipe found there and why, in lines for a person. Nothing is computed anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from docpipe.model import Explained, Line
from docpipe.publish import findings
from docpipe.publish.findings import counted, line_of, more, path_of, short
from docpipe.publish.findings import place as place_of
from docpipe.publish.place import Place
from docpipe.publish.reports.last import DocumentRow, MatchRow, Report, SectionRow

SHOWN = 12  # of each kind of finding, and of each kind of statement


def explain(report: Report, place: Place) -> Iterator[str]:
    """All that the report says of one place."""
    if place.finding:
        yield from _finding(report, place.finding)
    elif place.section:
        yield from _section(report, next(row for row in report.sections if row.id == place.section))
    else:
        yield from _document(report, next(row for row in report.documents if row.path == place.path))


def documents(report: Report, left: str, right: str) -> Iterator[str]:
    """What two documents have in common, section by section."""
    yield f"{left} and {right}"
    found = [overlap for overlap in report.overlaps if {overlap.leader, overlap.member} == {left, right}]
    yield from (line for overlap in found for line in ("", *findings.overlap(overlap)))
    groups = [group for group in report.rivals if {left, right} <= set(group.members)]
    yield from (line for group in groups for line in ("", *findings.rivals(group)))
    matches = [row for row in report.matches if {path_of(row.left), path_of(row.right)} == {left, right}]
    yield ""
    yield f"{len(matches)} pairs of their sections match" + (":" if matches else "")
    for row in sorted(matches, key=_falling)[: 2 * SHOWN]:
        yield f"  {place_of(row.left)} and {place_of(row.right)}: {row.relation}, {row.score:.2f}"
        yield f"    {row.intended or row.reason}"
    yield from more(len(matches), 2 * SHOWN)
    if matches:
        yield ""
        yield "docpipe explain with two of these places shows them statement by statement"


def sections(found: Explained) -> Iterator[str]:
    """Two sections, statement by statement, and what their score is made of."""
    left, right = (place_of(section) for section in found.sections)
    yield f"left   {left}"
    yield f"right  {right}"
    yield ""
    yield f"{found.relation}: {found.verdict}"
    if found.reason:
        yield found.reason
    for title, lines in (
        ("word for word in both", found.same),
        ("in other words", found.reworded),
        ("only left", found.left),
        ("only right", found.right),
    ):
        if lines:
            yield from ("", f"{title}: {len(lines)}")
            for line in lines[:SHOWN]:
                yield from _line(line)
            yield from more(len(lines), SHOWN)
    if found.terms:
        yield from ("", "the score, from what speaks loudest:")
        for term in found.terms:
            yield f"  {term.points:+7.2f}  {term.meaning} ({term.figure} {term.value:g})"


def _line(line: Line) -> Iterator[str]:
    if line.left:
        yield f"  {line.left[0]:>6}  {short(line.left[1])}"
    if line.right and (not line.left or line.right[1] != line.left[1]):
        yield f"  {line.right[0]:>6}{'| ' if line.left else '  '}{short(line.right[1])}"


def _document(report: Report, row: DocumentRow) -> Iterator[str]:
    yield f"{row.path}: {row.title}" if row.title else row.path
    dated = f", last changed {row.last_changed[:10]}" if row.last_changed else ""
    yield f"  {row.role}: {row.role_reason}"
    yield f"  {row.words:,} words, linked from {counted(row.inbound_links, 'document')}{dated}"
    yield from _targets([section for section in report.sections if section.path == row.path])
    for overlap in report.overlaps:
        if row.path in (overlap.leader, overlap.member):
            yield from ("", *findings.overlap(overlap))
    for rivals in report.rivals:
        if row.path in rivals.members:
            yield from ("", *findings.rivals(rivals))
    sections = [section for section in report.sections if section.path == row.path]
    last = sections[-1].end_line if sections else 0
    yield from _all(report, row.path, range(last + 1), {section.id for section in sections})


def _targets(sections: Sequence[SectionRow]) -> Iterator[str]:
    found = sorted({f"{row.target} / {row.topic}" for row in sections if row.target})
    if found:
        yield f"  goes to {', '.join(found)}"


def _section(report: Report, row: SectionRow) -> Iterator[str]:
    document = next(found for found in report.documents if found.path == row.path)
    yield f"{row.path}:{row.start_line}-{row.end_line}: {' > '.join(row.trail) or 'the text before the first heading'}"
    yield f"  {row.words:,} words, in a {document.role} document: {document.role_reason}"
    if row.target:
        yield f"  goes to {row.target} / {row.topic}: {row.target_reason} (sure to {row.confidence:.2f})"
    else:
        yield f"  stays where it is: {row.target_reason}"
    for overlap in report.overlaps:
        if row.path in (overlap.leader, overlap.member):
            yield from ("", *findings.overlap(overlap))
    yield from _all(report, row.path, range(row.start_line, row.end_line + 1), {row.id})


def _all(report: Report, path: str, lines: range, ids: Set[str]) -> Iterator[str]:
    """Everything of the sections `ids`, and what lies on the `lines` of the document at `path`."""

    def lies(other: str, line: int) -> bool:
        return other == path and line in lines

    clusters = [row for row in report.clusters if not ids.isdisjoint(row.members)]
    held = {frozenset((row.canonical, member)) for row in clusters for member in row.members}
    matches = [row for row in report.matches if not ids.isdisjoint((row.left, row.right))]
    matches = sorted((row for row in matches if frozenset((row.left, row.right)) not in held), key=_falling)
    families = [row for row in report.families if not ids.isdisjoint(row.members)]
    repeats = [row for row in report.repeats if any(lies(path_of(at), line_of(at)) for at in row.places)]
    conflicts = [row for row in report.conflicts if any(lies(claim.path, claim.line) for claim in row.claims)]
    dead = [row for row in report.references if lies(row.path, row.line)]
    found = (
        ("says the same as others", [list(findings.cluster(row)) for row in clusters]),
        ("also matches", [list(findings.match(row)) for row in matches]),
        ("is of one shape with others", [list(findings.family(row)) for row in families]),
        ("has a block that stands in many documents", [list(findings.repeat(row)) for row in repeats]),
        ("contradicts others", [list(findings.conflict(row)) for row in conflicts]),
        ("names what is not there", [list(findings.reference(row)) for row in dead]),
    )
    for title, entries in found:
        yield from _listed(title, entries)
    if not any(entries for _, entries in found):
        yield from ("", "repeats nothing, contradicts nothing, names nothing that is missing")


def _falling(row: MatchRow) -> float:
    return -row.score


def _listed(title: str, entries: list[list[str]]) -> Iterator[str]:
    if entries:
        yield from ("", f"{title}: {len(entries)}")
        yield from (f"  {line}" for entry in entries[:SHOWN] for line in entry)
        yield from more(len(entries), SHOWN)


def _finding(report: Report, identifier: str) -> Iterator[str]:
    """A finding by its id."""
    told = (
        *(findings.cluster(row) for row in report.clusters if row.id == identifier),
        *(findings.family(row) for row in report.families if row.id == identifier),
        *(findings.conflict(row) for row in report.conflicts if row.id == identifier),
        *(findings.overlap(row) for row in report.overlaps if row.id == identifier),
        *(findings.rivals(row) for row in report.rivals if row.id == identifier),
        *(findings.repeat(row) for row in report.repeats if row.id == identifier),
        *(
            [f"{row.path}, {line}" for line in findings.reference(row)]
            for row in report.references
            if row.id == identifier
        ),
    )
    yield from (line for lines in told for line in lines)
