"""Two sections that say the same -> why that is meant: what points at its source, or tells of the past, stays."""

from __future__ import annotations

from docpipe.match.canonical import is_old
from docpipe.match.fingerprint import SectionPrint
from docpipe.match.layout import release_of
from docpipe.match.standing import Standing
from docpipe.text.wordlists import words

LISTED = 0.8  # links for each statement from which a section is a list of links
BRIEF = 16  # words of each statement of such a list, or of one that says where to read, at most
_SEE = words(
    "see refer consult siehe vgl véase vea consulte consulta voir consultez veja vedi zie 参见 参阅 参考 参照 详见"
)


def intended(standing: Standing, left: SectionPrint, right: SectionPrint) -> str | None:
    """Why the two may both say it: a summary or an excerpt that links to its source, two lists of links."""
    if _is_list(standing, left) and _is_list(standing, right):
        return "both are lists of links"
    for one, other in ((left, right), (right, left)):
        release = release_of(one.path)
        if release and is_old(one.path) and release != release_of(other.path):
            return f"{one.id} tells of release {release}, which is past"
    if left.path == right.path and left.role == "protected":
        return f"{left.path} says it at two places, which both stand"  # two releases of a changelog, two articles
    if _points(left) and _points(right):
        return "both only say where to read"
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


def _points(section: SectionPrint) -> bool:
    """Whether a few words say where to read, with nothing beside them but rows: "see the page on tables"."""
    said = section.said
    told = [text.split() for text, kind in zip(said.statements, said.kinds, strict=True) if kind != "r"]
    return (
        bool(told) and "c" not in said.kinds and all(len(text) <= BRIEF and not _SEE.isdisjoint(text) for text in told)
    )


def _length(section: SectionPrint) -> int:
    return sum(map(len, section.said.statements))
