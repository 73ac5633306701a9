"""Sections -> paragraphs, tables and fences that stand word for word in many of them, though the sections differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from docpipe.match import groups
from docpipe.match.groups import place
from docpipe.match.index import Index
from docpipe.model import Cluster, Family, Overlap, Repeat

MANY = 3  # documents from which a block that repeats is a finding
LEAST = 15  # words of such a block

Placed = tuple[int, int]  # a section, and a block in it


def repeats(
    index: Index,
    clusters: Iterable[Cluster],
    families: Iterable[Family],
    overlaps: Iterable[Overlap],
) -> tuple[Repeat, ...]:
    """Blocks in many documents; places that a cluster, family or overlap tells already count as one."""
    told = {member: family.id for family in families for member in family.members}
    told |= {member: cluster.id for cluster in clusters for member in cluster.members}
    leaders = {overlap.member: overlap.leader for overlap in overlaps}
    by_text: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
    for at, section in enumerate(index.sections):
        if section.role not in ("generated", "copy") and index.text_of[at] >= 0:
            for block, (low, high) in enumerate(section.said.blocks):
                text = section.said.statements[low:high]
                if sum(statement.count(" ") + 1 for statement in text) >= LEAST:
                    by_text[text].append((at, block))
    found = {}
    for text, places in by_text.items():
        sections = sorted({at for at, _ in places}, key=lambda at: place(index, at))
        paths = {index.sections[at].path for at in sections}
        untold = {told.get(index.sections[at].id, index.sections[at].id) for at in sections}
        apart = {leaders.get(path, path) for path in paths}
        if min(len(untold), len(apart)) >= MANY:
            found[text] = [next(spot for spot in places if spot[0] == at) for at in sections]
    return tuple(sorted(_joined(index, found), key=lambda repeat: (-len(repeat.places) * repeat.words, repeat.id)))


def _joined(index: Index, found: Mapping[tuple[str, ...], list[Placed]]) -> Iterator[Repeat]:
    """One finding for blocks that follow one another in the same sections."""
    runs: dict[tuple[int, ...], list[tuple[tuple[str, ...], list[Placed]]]] = defaultdict(list)
    for text, places in found.items():
        runs[tuple(at for at, _ in places)].append((text, places))
    for members in runs.values():
        texts, places = [text for text, _ in members], members[0][1]
        ids = tuple(_id(index, spot) for spot in places)
        section = index.sections[places[0][0]]
        kind = section.said.kinds[section.said.blocks[places[0][1]][0]]
        words = sum(statement.count(" ") + 1 for text in texts for statement in text)
        yield Repeat(groups.name("b", ids), _KINDS[kind], words, texts[0][0], ids)


_KINDS = {"s": "paragraph", "i": "list", "r": "table", "c": "code", "h": "callout"}


def _id(index: Index, spot: Placed) -> str:
    section = index.sections[spot[0]]
    return f"{section.path}#{section.line + section.said.lines[section.said.blocks[spot[1]][0]]}"
