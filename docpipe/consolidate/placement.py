"""Documents -> what becomes of each as a whole: on which target and topic its parts stand, or why it is on no page."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from docpipe.config import Layout
from docpipe.consolidate.source import Source
from docpipe.model import Assignment, Document, Rivals, Scan, Section

_README = re.compile(r"readme(\.[\w-]+)?\.(md|mdx|markdown)", re.IGNORECASE)
_DOC_FOLDER = re.compile(r"(^|/)(docs?|documentation|guides?|handbook|manual|wiki)(/|$)", re.IGNORECASE)
INDEX = "index.md"
GUIDE_WORDS = 120  # a README of a code folder that says less is a sign on a door: it stays there


@dataclass(frozen=True, slots=True)
class Part:
    """A run of sections of one document that stand together on one target, under one topic."""

    source: Source
    sections: tuple[Section, ...]
    target: str
    topic: str
    reason: str
    opens: bool = False  # the root's README: it opens its page
    followers: tuple[Part, ...] = ()  # what answers the same task otherwise, and is folded below this part

    @property
    def words(self) -> int:
        """How many words it holds, with those of its followers."""
        return sum(section.words for section in self.sections) + sum(part.words for part in self.followers)

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """Its sections and those of its followers."""
        return (*self.sections, *(section for part in self.followers for section in part.all_sections))


@dataclass(frozen=True, slots=True)
class Placement:
    """Where every document goes: `parts` in path and line order; the others by path, with the reason."""

    parts: tuple[Part, ...]
    archived: Mapping[str, str]
    staying: Mapping[str, str]
    backups: Mapping[str, str] = field(default_factory=dict)  # of what is on a page: path -> that of the original


def place(scan: Scan, sources: Mapping[str, Source], layout: Layout, held: Mapping[str, str]) -> Placement:
    """What becomes of every document of the scan; those in `held` stay, each with the reason that is given there."""
    index = next((target for target, settings in layout.targets.items() if settings.path == INDEX), None)
    assignments = {assignment.section: assignment for assignment in scan.assignments}
    parts: list[Part] = []
    archived: dict[str, str] = {}
    staying: dict[str, str] = {}
    backups: dict[str, str] = {}
    for document in scan.corpus.documents:
        if document.path in held:
            staying[document.path] = held[document.path]
        elif document.source.page:
            staying[document.path] = "a page of the site, which people keep now"
        elif document.damaged:
            archived[document.path] = f"damaged: {document.damaged}"
        elif document.role == "record":
            archived[document.path] = document.role_reason or "record"
        elif document.copy_kind == "backup" and document.copy_of:
            backups[document.path] = document.copy_of
        elif document.role != "living":
            staying[document.path] = f"{document.role}: {document.role_reason}".rstrip(": ")
        elif found := _parts(sources[document.path], assignments):
            parts += [_opening(found, index, layout)] if index and _is_root_readme(document.path) else found
        else:
            staying[document.path] = _why_on_no_page(document)
    placed = {part.source.path for part in parts}
    for path in [path for path, original in backups.items() if original not in placed]:
        staying[path] = f"backup of {backups.pop(path)}, which is on no page"
    return Placement(tuple(_fold_rivals(parts, scan.matching.rivals)), archived, staying, backups)


def _why_on_no_page(document: Document) -> str:
    return "README of its folder, no guide" if _is_readme(document.path) else "no target is named for it"


def _parts(source: Source, assignments: Mapping[str, Assignment]) -> list[Part]:
    """The runs of sections that go to one target, in order; none where the document stays."""
    document = source.document
    if _is_no_guide(document):
        return []
    placed = [
        (section, assignments[section.id])
        for section in document.sections
        if section.id in assignments and assignments[section.id].target
    ]
    parts = []
    for target, run in groupby(placed, key=lambda pair: str(pair[1].target)):
        members = list(run)
        sections = tuple(section for section, _ in members)
        parts.append(Part(source, sections, target, _topic(members), members[0][1].reason))
    return parts


def _opening(parts: Sequence[Part], index: str, layout: Layout) -> Part:
    """The README of the root, whole, at the head of the index."""
    first = parts[0]
    topic = layout.topics_of(index)[0]
    sections = tuple(section for part in parts for section in part.sections)
    return Part(first.source, sections, index, topic, "the root's README opens the index", opens=True)


def _topic(members: Sequence[tuple[Section, Assignment]]) -> str:
    """The topic of most of the words; of equals the first named."""
    votes: Counter[str] = Counter()
    for section, assignment in members:
        votes[assignment.topic or ""] += max(1, section.words)
    return max(votes, key=lambda topic: votes[topic])


def _is_root_readme(path: str) -> bool:
    return path.lower() in ("readme.md", "readme.mdx", "readme.markdown")


def _is_readme(path: str) -> bool:
    return bool(_README.fullmatch(posixpath.basename(path)))


def _is_no_guide(document: Document) -> bool:
    """Whether it is the README of a code folder that holds no guide."""
    folder = posixpath.dirname(document.path)
    if not is_sign(document.path) or not folder:
        return False
    return sum(section.words for section in document.sections) < GUIDE_WORDS


def is_sign(path: str) -> bool:
    """Whether it is the README of the root or of a code folder: people look for it there, whatever a site says."""
    return _is_readme(path) and not _DOC_FOLDER.search(posixpath.dirname(path))


def _fold_rivals(parts: Sequence[Part], rivals: Sequence[Rivals]) -> list[Part]:
    """The parts, those of rivals that do not lead taken from their place and set below the leader's first."""
    leaders = {member: group.leader for group in rivals for member in group.members if member != group.leader}
    standing = {part.source.path for part in parts}
    followers: dict[str, list[Part]] = {}
    for part in parts:
        leader = leaders.get(part.source.path)
        if leader in standing and leader not in leaders:
            followers.setdefault(str(leader), []).append(part)
    folded = {id(part) for members in followers.values() for part in members}
    left = (part for part in parts if id(part) not in folded)
    return [replace(part, followers=tuple(followers.pop(part.source.path, ()))) for part in left]
