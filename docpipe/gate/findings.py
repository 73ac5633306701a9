"""A scan -> its findings, each with the fingerprints of its places; and those of them that nobody knows yet.

A fingerprint is made of the text of a place, its words alone: what moves to another line or file keeps it, what is
edited gets another. So a finding that a baseline knows stays known exactly as long as nobody touches what it was found
in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from docpipe.gate.places import Texts
from docpipe.model import Cluster, Conflict, Finding, Overlap, Reference, Scan, Severity
from docpipe.text.globs import matches

_SIZE = 8  # bytes of a fingerprint: among a million places, one in thirty million runs meets two that are equal
_LIVE = ("open", "settled")  # of the states of a conflict: what is still to be mended


def findings(scan: Scan, records: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Everything that a gate judges, in path and line order.

    `records` are globs of where records may lie; without any, they may lie anywhere.
    """
    texts = Texts(scan.corpus.documents)
    found = [
        *(_cluster(cluster, texts) for cluster in scan.matching.clusters),
        *(_conflict(conflict, texts) for conflict in scan.contradictions.conflicts if conflict.status in _LIVE),
        *(_reference(reference, texts) for reference in scan.references),
        *_records(scan, records, texts),
    ]
    return tuple(sorted(found, key=_order))


def unknown(found: Sequence[Finding], known: Mapping[str, int]) -> tuple[Finding, ...]:
    """The findings with a place that is not known, or that stands more often than it is known to; that place first.

    `known` says of each fingerprint how often it may stand.
    """
    left = Counter(known)
    new = []
    for finding in found:
        missing = []
        for at, each in enumerate(finding.prints):
            if not left[each]:
                missing.append(at)
            left[each] -= bool(left[each])
        if missing:
            new.append(_turned(finding, missing))
    return tuple(sorted(new, key=_order))


def folded(new: Iterable[Finding], overlaps: Sequence[Overlap]) -> tuple[Finding, ...]:
    """The findings; duplicates between two documents of which one says the other as a whole are one."""
    whole = {frozenset((overlap.member, overlap.leader)): overlap for overlap in overlaps}
    found: dict[object, Finding] = {}
    for finding in new:
        paths = frozenset(_path(place) for place in finding.places)
        if finding.kind == "duplicate" and paths in whole:
            first = _path(finding.places[0])
            (other,) = paths - {first}
            detail = f"the whole document ({whole[paths].shared})"
            places = (f"{first}:1", f"{other}:1")
            found.setdefault((first, other), Finding("duplicate", "high", places, (), detail))
        else:
            found[id(finding)] = finding
    return tuple(sorted(found.values(), key=_order))


def _path(place: str) -> str:
    return place.rpartition(":")[0]


def _order(finding: Finding) -> tuple[object, ...]:
    path, _, line = finding.places[0].rpartition(":")
    return path, int(line), finding.kind, finding.detail, finding.places


def _turned(finding: Finding, first: Sequence[int]) -> Finding:
    order = [*first[:1], *(at for at in range(len(finding.prints)) if at not in first), *first[1:]]
    return replace(
        finding,
        places=tuple(finding.places[at] for at in order),
        prints=tuple(finding.prints[at] for at in order),
    )


def _print(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def _cluster(cluster: Cluster, texts: Texts) -> Finding:
    """The sections of a cluster, the one to change first, the canonical after it."""
    beside = [member for member in cluster.members if member != cluster.canonical]
    members = [beside[0], cluster.canonical, *beside[1:]]
    shared = cluster.shared[cluster.members.index(beside[0])] if cluster.shared else cluster.relation
    return Finding(
        "duplicate",
        "medium" if cluster.relation == "duplicate" else "low",
        tuple(texts.place(member) for member in members),
        tuple(_print("duplicate", texts.section(member)) for member in members),
        shared,
        cluster.id,
    )


def _conflict(conflict: Conflict, texts: Texts) -> Finding:
    """The claims of a conflict, those that the evidence contradicts first."""
    claims = sorted(conflict.claims, key=lambda claim: not claim.wrong)
    return Finding(
        "conflict",
        conflict.severity,
        tuple(f"{claim.path}:{claim.line}" for claim in claims),
        tuple(
            _print("conflict", conflict.kind, conflict.attribute, claim.value, texts.line(claim.path, claim.line))
            for claim in claims
        ),
        f"{conflict.subject}, {conflict.attribute}: {conflict.suggestion}",
        conflict.id,
    )


def _reference(reference: Reference, texts: Texts) -> Finding:
    instead = f"; instead: {reference.suggestion}" if reference.suggestion else ""
    severity: Severity = "medium" if reference.kind in ("link", "anchor", "command") else "low"
    return Finding(
        "reference",
        severity,
        (f"{reference.path}:{reference.line}",),
        (_print("reference", reference.kind, reference.token, texts.line(reference.path, reference.line)),),
        f"{reference.token} does not exist ({reference.kind}){instead}",
        reference.id,
    )


def _records(scan: Scan, allowed: Sequence[str], texts: Texts) -> Iterator[Finding]:
    """Records that lie outside the folders that a configuration names for them."""
    for document in scan.corpus.documents:
        path = document.path
        if allowed and document.role == "record" and not any(matches(glob, path) for glob in allowed):
            detail = f"a record ({document.role_reason}) outside {', '.join(allowed)}: move it there, or leave it out"
            yield Finding("record", "low", (f"{path}:1",), (_print("record", texts.whole(path)),), detail)
