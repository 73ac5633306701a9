"""A scan -> what is told at which level: what whole documents say twice is not told again section by section.

Also sorted by what there is to do: sections that stand now come before those that only records repeat.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from docpipe.model import Cluster, Family, Overlap, Repeat, Rivals, Scan

_STANDING = ("living", "agent", "protected")


@dataclass(frozen=True, slots=True)
class Levels:
    """`groups` have two members or more that stand now; of the groups in `records` at most one does.

    `families` have two members or more that are no frozen copies and say in what they differ; `others` counts the
    families that do not. `folded` counts the groups that whole documents and copies tell already.
    """

    overlaps: tuple[Overlap, ...]
    rivals: tuple[Rivals, ...]
    groups: tuple[Cluster, ...]
    records: tuple[Cluster, ...]
    repeats: tuple[Repeat, ...]
    families: tuple[Family, ...]
    others: int
    folded: int


def levels(scan: Scan) -> Levels:
    """Sort what matching found, in the order of its lists."""
    matching = scan.matching
    roles = {document.path: document.role for document in scan.corpus.documents}
    leaders = {overlap.member: overlap.leader for overlap in matching.overlaps}
    told = [found for cluster in matching.clusters if (found := _untold(cluster, leaders))]
    standing = [sum(roles[path_of(member)] in _STANDING for member in cluster.members) for cluster in told]
    families = [family for family in matching.families if _own(family, roles, leaders) > 1]
    named = tuple(family for family in families if family.parameters)
    return Levels(
        overlaps=matching.overlaps,
        rivals=matching.rivals,
        groups=tuple(cluster for cluster, count in zip(told, standing, strict=True) if count > 1),
        records=tuple(cluster for cluster, count in zip(told, standing, strict=True) if count < 2),
        repeats=matching.repeats,
        families=named,
        others=len(matching.families) - len(named),
        folded=len(matching.clusters) - len(told),
    )


def _untold(cluster: Cluster, leaders: Mapping[str, str]) -> Cluster | None:
    """The cluster without members whose document yields as a whole to that of another member; None if one is left."""
    paths = {path_of(member) for member in cluster.members}
    kept = [
        (member, shared)
        for member, shared in zip(cluster.members, cluster.shared, strict=True)
        if leaders.get(path_of(member)) not in paths or member == cluster.canonical
    ]
    if len(kept) == len(cluster.members):
        return cluster
    members, shared = zip(*kept, strict=True)
    return replace(cluster, members=members, shared=shared) if len(kept) > 1 else None


def _own(family: Family, roles: Mapping[str, str], leaders: Mapping[str, str]) -> int:
    """How many members are neither frozen copies nor in documents that yield as a whole."""
    paths = [path_of(member) for member in family.members]
    return sum(roles[path] != "copy" and path not in leaders for path in paths)


def repeated(clusters: Iterable[Cluster], words: Mapping[str, int]) -> int:
    """Count the words that go when the members of each group yield to the one that leads."""
    return sum(words[member] for c in clusters for member in c.members if member != c.canonical)


def path_of(section: str) -> str:
    """The document of a section id."""
    return section.rpartition("#")[0]
