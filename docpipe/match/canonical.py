"""Sections that say the same -> which one the others yield to, and why. In the order in which reasons count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docpipe.match.index import Index
from docpipe.match.standing import Standing
from docpipe.model import Role
from docpipe.text.plural import plural
from docpipe.text.slugs import github_slug
from docpipe.text.wordlists import words as words_of

RANK: Mapping[Role, int] = {"protected": 0, "living": 1, "agent": 2, "record": 3, "generated": 4, "copy": 5}


_PAST = words_of(
    "legacy old deprecated obsolete outdated superseded archive archived archives veraltet archiv obsoleto archivado "
    "归档"
)  # of a folder
_MARKED = words_of("old deprecated obsolete outdated superseded bak veraltet obsoleto")  # that end a file's name
_NAME = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is weighed of one that may lead. `holds`: of how many others it says all. Greater is better, but `rank`.

    `old`: its path says that it is past, whatever its text says. `sources`: for how many documents of the others it is
    the source, which they name.
    """

    rank: int
    old: bool
    evidence: int
    holds: int
    inbound: int
    words: int
    changed: str
    path: str
    line: int
    sources: int = 0

    @property
    def date(self) -> int:
        """The day of its document's last change as a number; 0 where git does not know."""
        return int(self.changed[:10].replace("-", "") or 0)

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts the one that leads first."""
        weights = (
            self.rank,
            self.old,
            -self.evidence,
            -self.holds,
            -self.sources,
            -self.inbound,
            -self.words,
            -self.date,
        )
        return *weights, len(self.path), self.path, self.line


def candidate(index: Index, standing: Standing, at: int, holds: int) -> Candidate:
    """Section `at`, which says all of `holds` others."""
    section = index.sections[at]
    return Candidate(
        rank=RANK[section.role],
        old=is_old(section.path),
        evidence=(section.id in standing.upheld) - (section.id in standing.refuted),
        holds=holds,
        inbound=standing.inbound.get(section.path, 0),
        words=words(index, at),
        changed=standing.changed.get(section.path, ""),
        path=section.path,
        line=section.line,
    )


def sources(index: Index, standing: Standing, at: int, star: Sequence[int]) -> int:
    """How many other documents of a star lead to the part of its document that section `at` stands in.

    "Inherits the [properties of lists](list.md#properties)": there they belong.
    """
    section = index.sections[at]
    anchors = {(section.path, github_slug(heading)) for heading in section.trail[1:]}
    others = {index.sections[other].path for other in star} - {section.path}
    return sum(not anchors.isdisjoint(standing.parts.get(path, ())) for path in others)


def is_old(path: str) -> bool:
    """Whether a folder, or the end of the file's name, says that what it holds is past."""
    *folders, name = path.lower().split("/")
    marks = _NAME.findall(name.rpartition(".")[0])[-1:]
    return any(folder.strip("_.-") in _PAST for folder in folders) or not _MARKED.isdisjoint(marks)


def words(index: Index, at: int) -> int:
    """How long a section is."""
    text = int(index.text_of[at])
    return int(index.token_start[text + 1] - index.token_start[text])


def reasons(leader: Candidate, others: Sequence[Candidate], role: Role, witness: str) -> tuple[str, ...]:
    """What sets the leader apart; `witness` is the file that says what it says, or contradicts the others."""
    said = list(_reasons(leader, others, role, witness))
    if not said and all(len(leader.path) < len(other.path) for other in others):
        said.append("shortest path")
    return tuple(said) or ("first by path and line",)


def _reasons(leader: Candidate, others: Sequence[Candidate], role: Role, witness: str) -> Iterator[str]:
    def beats(figure: Callable[[Candidate], int]) -> bool:
        return all(figure(leader) > figure(other) for other in others)

    if role == "protected":
        yield "protected: it never yields"
    elif any(other.rank > leader.rank for other in others):
        yield f"its document is {role}"
    if not leader.old and any(other.old for other in others):
        yield f"{'the other lies' if len(others) == 1 else 'others lie'} where its path says that it is past"
    if any(leader.evidence > other.evidence for other in others):
        agrees = leader.evidence > 0
        yield (
            f"{witness} says what it says"
            if agrees
            else f"{witness} contradicts {'the other' if len(others) == 1 else 'others'}"
        )
    if leader.holds == len(others):
        yield f"says what the {'other says' if len(others) == 1 else 'others say'}, and more"
    if beats(lambda one: one.sources):
        yield "the source that others name"
    if beats(lambda one: one.inbound):
        yield f"most linked: from {leader.inbound} {plural(leader.inbound, 'document')}"
    if beats(lambda one: one.words):
        yield "longest" if len(others) > 1 else "longer"
    if leader.changed and beats(lambda one: one.date):
        yield f"changed last, on {leader.changed[:10]}"
