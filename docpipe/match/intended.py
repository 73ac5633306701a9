"""Two sections that say the same -> why that is meant: nobody is asked to merge what points at its source."""

from __future__ import annotations

from docpipe.match.fingerprint import SectionPrint
from docpipe.match.standing import Standing

LISTED = 0.8  # links for each statement from which a section is a list of links
BRIEF = 16  # words of each statement of such a list, at most


def intended(standing: Standing, left: SectionPrint, right: SectionPrint) -> str | None:
    """Why the two may both say it: a summary or an excerpt that links to its source, two lists of links."""
    if _is_list(standing, left) and _is_list(standing, right):
        return "both are lists of links"
    for one, other in sorted(((left, right), (right, left)), key=lambda pair: _length(pair[0])):
        if other.path in standing.links.get(one.id, ()) and _length(one) <= _length(other):
            return f"{one.id} links to {other.path}, which it sums up"
    return None


def _is_list(standing: Standing, section: SectionPrint) -> bool:
    """Whether nearly every item is a link and little more."""
    said = section.said
    count = len(said.statements)
    if standing.link_counts.get(section.id, 0) < LISTED * count or not set(said.kinds) <= set("ir"):
        return False
    return sum(statement.count(" ") + 1 for statement in said.statements) <= BRIEF * count


def _length(section: SectionPrint) -> int:
    return sum(map(len, section.said.statements))
