"""Matches -> what becomes of each block of a section that yields: merged, noted under another, or inserted after it.

A block is merged only if every statement of it is said whole by a statement of the leader; so a merge loses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz.distance import LCSseq

from docpipe.consolidate.grouping import Group, groups
from docpipe.consolidate.source import Key, Piece
from docpipe.consolidate.words import Said, said
from docpipe.model import Matching, Section

SAME_ORDER = 0.9  # share of a statement's tokens that another must hold in the same order to say all of it
COUNTERPART = 0.5  # share of the tokens of the shorter of two blocks, in order, that makes them counterparts
REWORDED = 0.35  # the same of its telling words in any order: sections of a cluster say the same in other words
OTHER, OTHER_WORDS = 0.6, 60  # share and number of tokens without counterpart from which a section stays as it is
MOSTLY = 0.6  # share of a section's tokens that must be merged for the rest to be set at its places
TELLING, LEAST_SHARED = 4, 3  # characters of a telling word; how many must be shared
Pieces = Mapping[str, Sequence[Piece]]  # the blocks of each section, by its id
_MARKS = ("heading", "definition", "break", "front_matter")
_CODE = ("fence", "code", "math", "mdx")


Outcome = Literal["merged", "noted", "inserted", "vanished"]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What shall become of a block, before its section is seen as a whole; `at` as in `Yielded`, or not known yet."""

    piece: Piece
    action: Outcome
    at: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Yielded:
    """A block that gave way: `at` are the blocks that say it now, or the one that it stands under or after."""

    action: Outcome
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


def merge(matching: Matching, pieces: Pieces, parents: Set[str], fixed: Set[str]) -> Merging:
    """What yields to what. `pieces` holds the blocks of every section that is on a page, by section id.

    `parents` are the sections whose headings must stay, because others stand below them; `fixed` never yield.
    """
    merging = Merging()
    telling = {name for name, held in pieces.items() if can_lead(held)}  # not one of which a heading alone is left
    for group in groups(matching, telling):
        bound = merging.leaders.keys() | merging.leading
        members = [member for member in group.members if member in telling and member not in bound]
        while len(members) > 1:
            leader = _leader(group, members, pieces, fixed)
            rest = []
            for member in members:
                if member != leader and member not in fixed:
                    yielding = _Yielding(group.because(member, leader), pieces[leader], merging)
                    if not yielding.give(pieces[member], keep_heading=member in parents):
                        rest.append(member)
            if len(rest) + 1 < len(members):
                merging.leading.add(leader)
            members = rest  # what says something else than this leader may say the same as another
    return merging


def _leader(group: Group, members: Sequence[str], pieces: Pieces, fixed: Set[str]) -> str:
    """What never yields, else the canonical if it is on a page, else the longest of the others."""
    candidates = [member for member in members if member in fixed] or members
    if group.canonical and group.canonical in candidates:
        return group.canonical
    return min(candidates, key=lambda member: (-pieces[member][0].section.words, len(member), member))


def can_lead(pieces: Sequence[Piece]) -> bool:
    """Whether a section has a block that others can be merged into, or stand under."""
    return bool(_hosts(pieces))


def fold_backup(sections: Sequence[Section], original: Sequence[str], pieces: Pieces, merging: Merging) -> None:
    """Let every section of a backup yield to that of the same headings in the original, else to its first."""
    by_trail = {pieces[name][0].section.trail: name for name in reversed(original)}
    for section in sections:
        member = pieces.get(section.id)
        if not member or section.id in merging.leaders or section.id in merging.leading:
            continue
        name = by_trail.get(section.trail, original[0])
        leader = merging.leaders.get(name, name)
        because = f"backup of {pieces[name][0].section.path}"
        _Yielding(because, pieces[leader], merging).give(member, keep_heading=False, whole=True)
        merging.leading.add(leader)


class _Yielding:
    """One leader, to which sections give way block by block."""

    def __init__(self, because: str, leader: Sequence[Piece], merging: Merging) -> None:
        self.merging = merging
        self.head = leader[0]
        self.hosts = _hosts(leader)
        self.because = because

    def give(self, member: Sequence[Piece], *, keep_heading: bool, whole: bool = False) -> bool:
        """Decide on every block of a section that yields, and say whether it does.

        One that mostly says something else stays as it is, but not a section of a backup (`whole`).
        """
        verdicts = [self._verdict(part) for piece in member if not piece.is_heading for part in self._split(piece)]
        weights = dict.fromkeys(("merged", "noted", "inserted", "vanished"), 0)
        for verdict in verdicts:
            weights[verdict.action] += len(_flat(verdict.piece))
        total = sum(weights.values())
        if not whole and weights["inserted"] >= OTHER_WORDS and weights["inserted"] >= OTHER * total:
            for piece in member:
                self.merging.parts.pop(piece.key, None)
            return False
        self.merging.leaders[member[0].section.id] = self.head.section.id
        if whole or weights["merged"] < MOSTLY * total:
            verdicts = self._together(verdicts)
        self._heading(member[0], keep=keep_heading)
        last: Piece | None = None
        for verdict in verdicts:
            last = self._settle(verdict, last)
        return True

    def _heading(self, piece: Piece, *, keep: bool) -> None:
        if not piece.is_heading or keep:
            return
        told = self.head.is_heading and {*_flat(piece)} <= {*_flat(self.head)}
        self.merging.yielded[piece.key] = Yielded("merged" if told else "vanished", (self.head.key,), self.because)

    def _verdict(self, piece: Piece) -> _Verdict:
        if not _flat(piece) and not piece.has_words:
            return _Verdict(piece, "vanished", (self.head,))
        if _flat(piece) and (told := _told(piece, self.hosts)):
            return _Verdict(piece, "merged", tuple(told))
        counterpart = _counterpart(piece, self.hosts) if _flat(piece) else None
        return _Verdict(piece, "noted", (counterpart,)) if counterpart else _Verdict(piece, "inserted", ())

    def _together(self, verdicts: Sequence[_Verdict]) -> list[_Verdict]:
        """All that is left of a section in one note at the leader's end: scattered, it would read as fragments."""
        end = self.hosts[-1]
        left = ("noted", "inserted")
        return [
            replace(verdict, action="noted", at=(end,)) if verdict.action in left else verdict for verdict in verdicts
        ]

    def _settle(self, verdict: _Verdict, last: Piece | None) -> Piece | None:
        """Record what becomes of one block; the block of the leader that the next one may have to follow."""
        # What nothing precedes follows the whole section of the leader: the leader opens.
        at = verdict.at or (last or self.hosts[-1],)
        because = "holds no word" if verdict.action == "vanished" else self.because
        self.merging.yielded[verdict.piece.key] = Yielded(verdict.action, tuple(host.key for host in at), because)
        if verdict.action == "vanished":
            return last
        if verdict.action != "merged":
            self.merging.guests[at[-1].key].append(verdict.piece)
        return at[-1]

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


def _hosts(pieces: Sequence[Piece]) -> list[Piece]:
    """The blocks of a section that others can be merged into, or stand under."""
    return [piece for piece in pieces if piece.block.kind not in _MARKS and not piece.heads and _flat(piece)]


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
    """The block of the leader that shares most of its words with `piece`, if enough.

    A table may tell what a list does, where their telling words are the same; within a kind the order tells too.
    """
    best: Piece | None = None
    best_share = 0.0
    for host in hosts:
        left, right = _flat(piece), _flat(host)
        share = _telling(left, right)
        if host.block.kind == piece.block.kind:
            share = max(share, LCSseq.similarity(left, right) / max(1, min(len(left), len(right))))
        if share > best_share:
            best, best_share = host, share
    return best if best_share >= COUNTERPART else None


def _telling(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The share of the telling words of the shorter text that the longer one has, on the scale of words in order."""
    ours, theirs = ({token for token in tokens if len(token) >= TELLING} for tokens in (left, right))
    shared = len(ours & theirs)
    return shared / min(len(ours), len(theirs)) * COUNTERPART / REWORDED if shared >= LEAST_SHARED else 0.0


def _flat(piece: Piece) -> tuple[str, ...]:
    return tuple(token for statement in said(piece) for token in statement)
