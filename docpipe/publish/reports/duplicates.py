"""A scan -> `duplicates.md`: groups of sections that say the same, the surest kind first, in it the largest saving."""

from __future__ import annotations

from docpipe.model import Cluster, Family, Match, Rivals, Scan, Section
from docpipe.publish.reports.markdown import OWN, code, plain, section

KINDS = (
    ("duplicate", "The same text", "Keep one; what the others add is nothing, or a comma."),
    ("contains", "One inside another", "The shorter text stands in the longer one."),
    ("near", "The same said twice", "One merged section would serve; read what differs before you merge."),
)
SHOWN = 12  # members of one group; the others are in scan.json


def render(scan: Scan) -> str:
    """`duplicates.md` as text."""
    matching = scan.matching
    sections = {s.id: s for document in scan.corpus.documents for s in document.sections}
    reasons = _reasons(matching.matches)
    clusters = sorted(matching.clusters, key=lambda c: (-_repeated(c, sections) * c.score, c.id))
    families = sorted(matching.families, key=lambda f: (-len(f.members), f.id))
    words = sum(_repeated(c, sections) for c in clusters)
    lines = [
        "# Said more than once",
        "",
        f"{len(clusters)} groups of sections say the same; merging them saves about {words:,} words. "
        f"{len(families)} families share a shape.",
    ]
    for relation, title, meaning in KINDS:
        found = [cluster for cluster in clusters if cluster.relation == relation]
        if found:
            lines += ["", f"## {title}: {len(found)}", "", meaning]
        for cluster in found:
            lines += _cluster(cluster, sections, reasons)
    if families:
        lines += ["", "## Families", "", "One shape, many places: each row is one finding.", ""]
        lines += ["| sections | relation | first | differ in |", "| ---: | --- | --- | --- |"]
        lines += [_family(family) for family in families]
    if matching.rivals:
        lines += ["", "## Rivals", "", "Documents that answer one task differently."]
        for rivals in matching.rivals:
            lines += _rivals(rivals)
    return OWN + "\n".join(lines) + "\n"


def _reasons(matches: tuple[Match, ...]) -> dict[frozenset[str], str]:
    return {frozenset((match.left, match.right)): match.reason for match in matches}


def _repeated(cluster: Cluster, sections: dict[str, Section]) -> int:
    """Count the words that go when the members yield to the canonical."""
    return sum(sections[member].words for member in cluster.members if member != cluster.canonical)


def _cluster(cluster: Cluster, sections: dict[str, Section], reasons: dict[frozenset[str], str]) -> list[str]:
    canonical = sections[cluster.canonical]
    title = canonical.trail[-1] if canonical.trail else canonical.path
    lines = [
        "",
        f"### {plain(title)}",
        "",
        f"{len(cluster.members)} sections, sure to {cluster.score:.2f} ({code(cluster.id)}).",
        "",
        f"- keep {section(cluster.canonical)}: {plain(', '.join(cluster.reasons)) or 'the first of equals'}",
    ]
    others = [member for member in cluster.members if member != cluster.canonical]
    for member in others[:SHOWN]:
        reason = reasons.get(frozenset((cluster.canonical, member)), "")
        lines.append(f"- {section(member)}" + (f": {plain(reason)}" if reason else ""))
    if len(others) > SHOWN:
        lines.append(f"- and {len(others) - SHOWN} more, in scan.json")
    return lines


def _family(family: Family) -> str:
    parameters = plain(", ".join(family.parameters)) or "nothing"
    return f"| {len(family.members)} | {family.relation} | {section(family.members[0])} | {parameters} |"


def _rivals(rivals: Rivals) -> list[str]:
    lines = [
        "",
        f"### {plain(rivals.task)}",
        "",
        f"- leads: {code(rivals.leader)} ({plain(', '.join(rivals.reasons))})",
    ]
    return lines + [f"- {code(member)}" for member in rivals.members if member != rivals.leader]
