"""Clusters -> what becomes of each block of a section that yields: merged, noted under another, or inserted after it.

A block is merged only if every statement of it is said whole by a statement of the leader; so a merge loses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import LCSseq

from docpipe.consolidate.source import Key, Piece
from docpipe.consolidate.words import Said, said
from docpipe.model import Cluster, Family, Matching

SAME_ORDER = 0.9  # share of a statement's tokens that another must hold in the same order to say all of it
COUNTERPART = 0.5  # share of the tokens of the shorter of two blocks, in order, that makes them counterparts
REWORDED = 0.35  # the same of its telling words in any order: sections of a cluster say the same in other words
TELLING, LEAST_SHARED = 4, 3  # characters of a telling word; how many must be shared
_MARKS = ("heading", "definition", "break", "front_matter")
_CODE = ("fence", "code", "math", "mdx")


@dataclass(frozen=True, slots=True)
class Yielded:
    """A block that gave way: `at` are the blocks that say it now, or the one that it stands under or after."""

    action: Literal["merged", "noted", "inserted", "vanished"]
    at: tuple[Key, ...]
    because: str


@dataclass(slots=True)
class Merging:
    """`yielded` by the block that gave way; `guests`: what follows each block of a leader, in order.

    `parts`: a list whose items went different ways, by its key. `leaders`: the section that each one yielded to.
    """

    yielded: dict[Key, Yielded] = field(default_factory=dict)
    guests: defaultdict[Key, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[Key, list[Piece]] = field(default_factory=dict)
    leaders: dict[str, str] = field(default_factory=dict)
    leading: set[str] = field(default_factory=set)


def merge(matching: Matching, pieces: Mapping[str, Sequence[Piece]], parents: frozenset[str]) -> Merging:
    """What yields to what. `pieces` holds the blocks of every section that is on a page, by section id.

    `parents` are the sections whose headings must stay, because others stand below them.
    """
    merging = Merging()
    groups: list[Cluster | Family] = [*matching.clusters]
    groups += [family for family in matching.families if family.relation == "duplicate"]
    for group in groups:
        free = merging.leaders.keys() | merging.leading
        members = [member for member in group.members if pieces.get(member) and member not in free]
        if len(members) < 2:
            continue
        leader = _leader(group, members, pieces)
        for member in members:
            if member != leader:
                _Yielding(group, pieces[leader], merging).give(pieces[member], keep_heading=member in parents)
                merging.leaders[member] = leader
        merging.leading.add(leader)
    return merging


def _leader(group: Cluster | Family, members: Sequence[str], pieces: Mapping[str, Sequence[Piece]]) -> str:
    """The canonical if it is on a page, else the longest of the others."""
    canonical = getattr(group, "canonical", None)
    if canonical in members:
        return str(canonical)
    return min(members, key=lambda member: (-pieces[member][0].section.words, len(member), member))


class _Yielding:
    """One leader, to which sections give way block by block."""

    def __init__(self, group: Cluster | Family, leader: Sequence[Piece], merging: Merging) -> None:
        self.merging = merging
        self.head = leader[0]
        self.hosts = [piece for piece in leader if piece.block.kind not in _MARKS]
        name = "cluster" if isinstance(group, Cluster) else "family"
        self.because = f"{name} {group.id}: {leader[0].section.id} leads"

    def give(self, member: Sequence[Piece], *, keep_heading: bool) -> None:
        """Decide on every block of a section that yields."""
        last: Piece | None = None
        for piece in member:
            if piece.block.kind == "heading":
                if not keep_heading:
                    self._heading(piece)
                continue
            for part in self._split(piece):
                last = self._part(part, last)

    def _heading(self, piece: Piece) -> None:
        told = self.head.block.kind == "heading" and {*_flat(piece)} <= {*_flat(self.head)}
        self.merging.yielded[piece.key] = Yielded("merged" if told else "vanished", (self.head.key,), self.because)

    def _part(self, piece: Piece, last: Piece | None) -> Piece | None:
        """Decide on one block; the block of the leader that the next one may have to follow."""
        if not _flat(piece):
            self.merging.yielded[piece.key] = Yielded("vanished", (self.head.key,), "holds no word")
            return last
        if told := _told(piece, self.hosts):
            self.merging.yielded[piece.key] = Yielded("merged", tuple(host.key for host in told), self.because)
            return told[-1]
        counterpart = _counterpart(piece, self.hosts)
        # What nothing precedes follows the whole section of the leader: the leader opens.
        host = counterpart or last or (self.hosts or [self.head])[-1]
        action: Literal["noted", "inserted"] = "noted" if counterpart else "inserted"
        self.merging.yielded[piece.key] = Yielded(action, (host.key,), self.because)
        self.merging.guests[host.key].append(piece)
        return host

    def _split(self, piece: Piece) -> list[Piece]:
        """A list as runs of items, where the leader says at least half of them; any other block as it is."""
        items = piece.items() if piece.block.kind == "list" else []
        told = [bool(_told(item, self.hosts)) for item in items]
        if sum(told) * 2 < len(items) or all(told) or not any(told):
            return [piece]
        runs: list[Piece] = []
        for index, item in enumerate(items):
            if runs and told[index] == told[index - 1]:
                runs[-1] = runs[-1].until(item)
            else:
                runs.append(item)
        self.merging.parts[piece.key] = runs
        return runs


def _told(piece: Piece, hosts: Sequence[Piece]) -> list[Piece]:
    """The blocks that together say all that `piece` says, in order; none where something is missing."""
    own = said(piece)
    for host in hosts:
        if said(host) == own:
            return [host]
    if piece.block.kind in _CODE:
        return next(([host] for host in hosts if host.block.kind in _CODE and _in_order(own, said(host))), [])
    found: dict[Key, Piece] = {}
    for statement in own:
        telling = [host for host in hosts if any(_says(other, statement) for other in said(host))]
        if not telling:
            return []
        found[telling[0].key] = telling[0]
    return [found[key] for key in sorted(found)]


def _says(other: tuple[str, ...], statement: tuple[str, ...]) -> bool:
    if other == statement:
        return True
    if not {*statement} <= {*other}:
        return False
    return LCSseq.similarity(statement, other) >= SAME_ORDER * len(statement)


def _in_order(lines: Said, others: Said) -> bool:
    """Whether all `lines` stand among `others`, in their order."""
    rest = iter(others)
    return all(any(line == other for other in rest) for line in lines)


def _counterpart(piece: Piece, hosts: Iterable[Piece]) -> Piece | None:
    """The block of the leader, of the same kind, that shares most of its words with `piece`, if enough."""
    best: Piece | None = None
    best_share = 0.0
    for host in hosts:
        share = _shared(_flat(piece), _flat(host)) if host.block.kind == piece.block.kind else 0.0
        if share > best_share:
            best, best_share = host, share
    return best if best_share >= COUNTERPART else None


def _shared(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """How much of the shorter text the longer one shares: tokens in the same order, or telling words in any."""
    in_order = LCSseq.similarity(left, right) / max(1, min(len(left), len(right)))
    ours, theirs = ({token for token in tokens if len(token) >= TELLING} for tokens in (left, right))
    in_any = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
    return max(in_order, in_any * COUNTERPART / REWORDED if len(ours & theirs) >= LEAST_SHARED else 0.0)


def _flat(piece: Piece) -> tuple[str, ...]:
    return tuple(token for statement in said(piece) for token in statement)
