"""Clusters -> what becomes of each block of a section that yields: merged, noted under another, or inserted after it.

A block is merged only if one block of the leader holds every token of it; so nothing can get lost by a merge.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.distance import LCSseq

from docpipe.consolidate.source import Key, Piece
from docpipe.consolidate.words import tokens
from docpipe.model import Cluster, Family, Matching

SAME_ORDER = 0.9  # share of a block's tokens that its counterpart must hold in the same order to say all of it
COUNTERPART = 0.5  # share of the tokens of the shorter of two blocks that makes one the counterpart of the other


@dataclass(frozen=True, slots=True)
class Yielded:
    """A block that gave way: `at` is the block at whose place it is said now."""

    action: Literal["merged", "noted", "inserted", "vanished"]
    at: Key
    because: str


@dataclass(slots=True)
class Merging:
    """`yielded` by the block that gave way; `guests`: what follows each block of a leader, in order."""

    yielded: dict[Key, Yielded] = field(default_factory=dict)
    guests: defaultdict[Key, list[Piece]] = field(default_factory=lambda: defaultdict(list))
    leaders: dict[str, str] = field(default_factory=dict)  # section id -> that of the section it yields to
    leading: set[str] = field(default_factory=set)


def merge(matching: Matching, pieces: Mapping[str, Sequence[Piece]], parents: frozenset[str]) -> Merging:
    """What yields to what. `pieces` holds the blocks of every section that is on a page, by section id.

    `parents` are the sections whose headings must stay, because others stand below them.
    """
    merging = Merging()
    groups: list[Cluster | Family] = [*matching.clusters]
    groups += [family for family in matching.families if family.relation == "duplicate"]
    for group in groups:
        members = [member for member in group.members if member in pieces and member not in merging.leaders]
        members = [member for member in members if member not in merging.leading]
        if len(members) < 2:
            continue
        leader = _leader(group, members, pieces)
        for member in members:
            if member != leader:
                _yield(group, leader, member, pieces, merging, keep_heading=member in parents)
    return merging


def _leader(group: Cluster | Family, members: Sequence[str], pieces: Mapping[str, Sequence[Piece]]) -> str:
    """The canonical if it is on a page, else the longest of the others."""
    canonical = getattr(group, "canonical", None)
    if canonical in members:
        return str(canonical)
    return min(members, key=lambda member: (-pieces[member][0].section.words, len(member), member))


def _yield(
    group: Cluster | Family,
    leader: str,
    member: str,
    pieces: Mapping[str, Sequence[Piece]],
    merging: Merging,
    *,
    keep_heading: bool,
) -> None:
    name = "cluster" if isinstance(group, Cluster) else "family"
    because = f"{name} {group.id}: {leader} leads"
    hosts = [piece for piece in pieces[leader] if piece.block.kind not in _MARKS]
    merging.leaders[member] = leader
    merging.leading.add(leader)
    last = pieces[leader][0]
    for piece in pieces[member]:
        if piece.block.kind == "heading":
            if not keep_heading:
                _heading(piece, pieces[leader][0], because, merging)
            continue
        if piece.block.kind in _MARKS:
            continue
        if not _tokens(piece):
            merging.yielded[piece.key] = Yielded("vanished", last.key, "holds no word")
            continue
        counterpart, action = _counterpart(piece, hosts)
        last = counterpart or last
        merging.yielded[piece.key] = Yielded(action, last.key, because)
        if action != "merged":
            merging.guests[last.key].append(piece)


_MARKS = ("heading", "definition", "break", "front_matter")


def _heading(piece: Piece, head: Piece, because: str, merging: Merging) -> None:
    said = head.block.kind == "heading" and set(_tokens(piece)) <= set(_tokens(head))
    merging.yielded[piece.key] = Yielded("merged" if said else "vanished", head.key, because)


def _counterpart(piece: Piece, hosts: Iterable[Piece]) -> tuple[Piece | None, Literal["merged", "noted", "inserted"]]:
    """The block of the leader that says most of what `piece` says, and what that makes of it."""
    own = _tokens(piece)
    best: Piece | None = None
    best_share = 0.0
    for host in hosts:
        other = _tokens(host)
        if own == other:
            return host, "merged"
        common = LCSseq.similarity(own, other)
        if own and common >= SAME_ORDER * len(own) and set(own) <= set(other):
            return host, "merged"
        share = common / max(1, min(len(own), len(other)))
        if share > best_share and host.block.kind == piece.block.kind:
            best, best_share = host, share
    return (best, "noted") if best_share >= COUNTERPART else (None, "inserted")


def _tokens(piece: Piece) -> tuple[str, ...]:
    """The tokens of a block, and the names of its pictures."""
    pictures = tuple(posixpath.basename(link.target) for _, link in piece.links if "image" in link.kind)
    return tokens(piece.block.kind, piece.text) + pictures
