"""Judged pairs of sections -> whole documents that another document says too: copies, and one inside another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from docpipe.match import canonical, groups
from docpipe.match.canonical import Candidate
from docpipe.match.groups import MERGED, Edge
from docpipe.match.index import Index
from docpipe.match.standing import Standing
from docpipe.model import Overlap, Relation

LEAST = 40  # words of a document that is worth a finding of its own
WHOLE = 0.85  # share of its words that the other must say too
SAME = 0.995  # of both, in equal sections: a copy
SHAPED = 0.3  # share of its words in sections of the other's shape from which the two are templates
PROMISING = 0.3  # share of its words in sections that match from which its other statements are looked up
TELLING = 4  # words from which an equal statement elsewhere is no accident


@dataclass(slots=True)
class _Document:
    """The sections of a document that say something, by position.

    By the other document: `said`, the share of each section that it says too; `shaped`, the sections of its shape.
    """

    sections: list[int] = field(default_factory=list)
    words: int = 0
    said: defaultdict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    shaped: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class _Held:
    """How much of a document another one says: the share of its words, and how many sections wholly."""

    share: float
    sections: int


def overlaps(index: Index, standing: Standing, edges: Iterable[Edge]) -> tuple[Overlap, ...]:
    """Documents of which another one says all or nearly all, each with the one that leads.

    Frozen copies stand as they are. A text that sums up another and links to it is meant to be there.
    """
    return tuple(sorted(_Shelf(index, standing, edges).overlaps(), key=lambda found: (found.leader, found.member)))


class _Shelf:
    """All documents, and how much of each stands in which other."""

    def __init__(self, index: Index, standing: Standing, edges: Iterable[Edge]) -> None:
        self._index = index
        self._standing = standing
        self._known = self._documents()
        self._enter(edges)
        self._enter_copies()
        pairs = [(path, other) for path in sorted(self._known) for other in sorted(self._known[path].said)]
        held = {pair: found for pair in pairs if (found := self._measure(*pair))}
        self._held = {pair: found for pair, found in held.items() if found.share >= WHOLE}
        self._ranked = {path: self._candidate(path) for path in {path for pair in self._held for path in pair}}

    def overlaps(self) -> Iterator[Overlap]:
        """Each document that yields, with the one of those that do not that says most of it."""
        leaders: dict[str, list[str]] = defaultdict(list)
        for path, other in self._held:
            if self._leads(other, path):
                leaders[path].append(other)
        members: set[str] = set()
        for path in sorted(leaders, key=lambda path: self._ranked[path].order):
            able = [other for other in leaders[path] if other not in members]
            if able:
                members.add(path)
                yield self._overlap(min(able, key=lambda other: self._order(path, other)), path)

    def _order(self, path: str, other: str) -> tuple[object, ...]:
        return -round(self._held[path, other].share, 2), self._ranked[other].order

    def _documents(self) -> Mapping[str, _Document]:
        found: dict[str, _Document] = {}
        for at, section in enumerate(self._index.sections):
            if (
                self._index.text_of[at] >= 0
                and section.role != "generated"
                and section.path not in self._standing.frozen
            ):
                document = found.setdefault(section.path, _Document())
                document.sections.append(at)
                document.words += canonical.words(self._index, at)
        return found

    def _enter(self, edges: Iterable[Edge]) -> None:
        """Note what each match says of its two documents."""
        for edge in edges:
            left, right = (self._index.sections[at].path for at in (edge.left, edge.right))
            if left == right or left not in self._known or right not in self._known:
                continue
            for at, path, other in ((edge.left, left, right), (edge.right, right, left)):
                if edge.match.relation == "template":
                    self._known[path].shaped[other].add(at)
                elif edge.match.relation in MERGED:
                    said = self._known[path].said[other]
                    said[at] = max(edge.share_of(at), said.get(at, 0.0))

    def _enter_copies(self) -> None:
        """Note which documents are the same word for word, whatever families their sections are in."""
        same: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for path, document in self._known.items():
            same[tuple(int(self._index.text_of[at]) for at in document.sections)].append(path)
        for paths in same.values():
            few = len(paths) < groups.MANY
            for path, other in combinations(paths, 2) if few else ((paths[0], path) for path in paths[1:]):
                self._known[path].said[other] = dict.fromkeys(self._known[path].sections, 1.0)
                self._known[other].said[path] = dict.fromkeys(self._known[other].sections, 1.0)

    def _measure(self, path: str, other: str) -> _Held | None:
        document, shares = self._known[path], dict(self._known[path].said[other])
        shaped = document.shaped[other] - shares.keys()
        if document.words < LEAST or self._share(document, shares) < PROMISING:
            return None
        if self._share(document, dict.fromkeys(shaped, 1.0)) >= SHAPED:
            return None
        rest = [at for at in document.sections if at not in shares and at not in shaped]
        if rest:
            elsewhere = {s for at in self._known[other].sections for s in self._statements(at)}
            shares |= {at: _found(self._statements(at), elsewhere) for at in rest}
        return _Held(self._share(document, shares), sum(share >= WHOLE for share in shares.values()))

    def _statements(self, at: int) -> tuple[str, ...]:
        return self._index.sections[at].said.statements

    def _share(self, document: _Document, shares: Mapping[int, float]) -> float:
        """The share of the document's words, given that of each section."""
        return sum(canonical.words(self._index, at) * share for at, share in shares.items()) / document.words

    def _candidate(self, path: str) -> Candidate:
        document = self._known[path]
        each = [canonical.candidate(self._index, self._standing, at, 0) for at in document.sections]
        return replace(each[0], evidence=sum(one.evidence for one in each), words=document.words)

    def _leads(self, leader: str, member: str) -> bool:
        """Whether `member`, which `leader` says too, yields: by its role, and of two copies by all reasons."""
        one, other = self._ranked[leader], self._ranked[member]
        if (one.rank, one.old) > (other.rank, other.old) or other.rank == canonical.RANK["protected"]:
            return False
        if (leader, member) in self._held:
            return one.order < other.order
        return leader not in self._standing.leads.get(member, ())

    def _overlap(self, leader: str, member: str) -> Overlap:
        share, back = self._held[member, leader], self._held.get((leader, member))
        relation: Relation = "contains"
        if back:
            relation = "duplicate" if min(share.share, back.share) >= SAME else "near"
        document = self._known[member]
        whole = f"{share.sections} of its {len(document.sections)} sections whole"
        said = f"{share.share:.0%} of its words stand there, {whole}"
        return Overlap(
            groups.name("d", (leader, member)),
            relation,
            round(share.share, 3),
            leader,
            member,
            document.words,
            self._reasons(leader, member, holds=not back),
            "the same words" if relation == "duplicate" else said,
        )

    def _reasons(self, leader: str, member: str, *, holds: bool) -> tuple[str, ...]:
        sections = [self._index.sections[at] for at in self._known[leader].sections]
        upheld = [self._standing.upheld[one.id] for one in sections if one.id in self._standing.upheld]
        one = replace(self._ranked[leader], holds=int(holds))
        witness = min(upheld, default="the repository")
        return canonical.reasons(one, [self._ranked[member]], sections[0].role, witness)


def _found(statements: Sequence[str], elsewhere: set[str]) -> float:
    """The share of words in statements that stand in the other document, whatever section they are in there."""
    sizes = [(statement.count(" ") + 1, statement in elsewhere) for statement in statements]
    return sum(size for size, there in sizes if there and size >= TELLING) / sum(size for size, _ in sizes)
