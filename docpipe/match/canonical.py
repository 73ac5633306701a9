"""Sections that say the same -> which one the others yield to, and why. In the order in which reasons count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docpipe.match.index import Index
from docpipe.match.standing import Standing
from docpipe.model import Role

RANK: Mapping[Role, int] = {"protected": 0, "living": 1, "agent": 2, "record": 3, "generated": 4, "copy": 5}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is weighed of one that may lead. `holds`: of how many others it says all. Greater is better, but `rank`."""

    rank: int
    evidence: int
    holds: int
    inbound: int
    words: int
    changed: str
    path: str
    line: int

    @property
    def date(self) -> int:
        """The day of its document's last change as a number; 0 where git does not know."""
        return int(self.changed[:10].replace("-", "") or 0)

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts the one that leads first."""
        weights = self.rank, -self.evidence, -self.holds, -self.inbound, -self.words, -self.date
        return *weights, len(self.path), self.path, self.line


def candidate(index: Index, standing: Standing, at: int, holds: int) -> Candidate:
    """Section `at`, which says all of `holds` others."""
    section = index.sections[at]
    return Candidate(
        rank=RANK[section.role],
        evidence=(section.id in standing.upheld) - (section.id in standing.refuted),
        holds=holds,
        inbound=standing.inbound.get(section.path, 0),
        words=words(index, at),
        changed=standing.changed.get(section.path, ""),
        path=section.path,
        line=section.line,
    )


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
    if any(leader.evidence > other.evidence for other in others):
        agrees = leader.evidence > 0
        yield (
            f"{witness} says what it says"
            if agrees
            else f"{witness} contradicts {'the other' if len(others) == 1 else 'others'}"
        )
    if leader.holds == len(others):
        yield f"says what the {'other says' if len(others) == 1 else 'others say'}, and more"
    if beats(lambda one: one.inbound):
        yield f"most linked: from {leader.inbound} {'document' if leader.inbound == 1 else 'documents'}"
    if beats(lambda one: one.words):
        yield "longest" if len(others) > 1 else "longer"
    if leader.changed and beats(lambda one: one.date):
        yield f"changed last, on {leader.changed[:10]}"
