"""Findings and what people ruled on them -> the scan as it is ruled, and which rulings hold.

A ruling holds for a finding whose every place has a text that the person saw. Where some have and some have not, the
text was changed or something came to it, and the question is open again.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from docpipe.model import Claim, Conflict, Decision, Evidence, Finding, Matching, Ruling, Scan
from docpipe.review.decisions import FILE_NAME


def rule(scan: Scan, decisions: Sequence[Decision]) -> Scan:
    """The scan with each conflict, duplicate and reference as it was ruled, and `rulings` that say which of them hold.

    The findings of the scan say what text they were found in; they are not changed.
    """
    rulings = tuple(_held(decision, scan.findings) for decision in decisions)
    held: dict[str, Decision] = {}
    for ruling in sorted(rulings, key=lambda ruling: (ruling.decision.on, ruling.decision.about)):
        held |= dict.fromkeys(ruling.findings if ruling.state == "holds" else (), ruling.decision)
    conflicts = tuple(_conflict(each, held.get(each.id)) for each in scan.contradictions.conflicts)
    return replace(
        scan,
        matching=_apart(scan.matching, held),
        contradictions=replace(scan.contradictions, conflicts=conflicts),
        references=tuple(each for each in scan.references if each.id not in held),
        rulings=rulings,
    )


def _held(decision: Decision, findings: Sequence[Finding]) -> Ruling:
    seen = set(decision.seen)
    near = [finding for finding in findings if finding.about and not seen.isdisjoint(finding.prints)]
    held = [finding for finding in near if seen.issuperset(finding.prints)]
    if held:
        return Ruling(decision, "holds", _named(held), ())
    changed = {
        place
        for finding in near
        for place, each in zip(finding.places, finding.prints, strict=True)
        if each not in seen
    }
    return Ruling(decision, "asks" if near else "gone", _named(near), tuple(sorted(changed)))


def _named(findings: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(sorted({finding.about for finding in findings}))


def _conflict(conflict: Conflict, decision: Decision | None) -> Conflict:
    if not decision:
        return conflict
    ruled = f"ruled by {decision.by} on {decision.on}: {decision.why}"
    if decision.verdict != "prefer" or decision.value is None:
        return replace(conflict, status="dismissed", settled=None, suggestion=ruled, claims=_freed(conflict.claims))
    value = decision.value
    claims = tuple(replace(claim, wrong=claim.value != value) for claim in conflict.claims)
    against = [f"{proof.path}:{proof.line}" for proof in conflict.evidence if proof.value != value]
    change = list(dict.fromkeys(f"{claim.path}:{claim.line}" for claim in claims if claim.wrong))
    told = f"{value}: {ruled}" + (f"; change {', '.join(change)}" if change else "")
    proofs = (Evidence(FILE_NAME, decision.line, value), *(each for each in conflict.evidence if each.value == value))
    return replace(
        conflict,
        status="settled",
        settled=value,
        claims=claims,
        evidence=proofs,
        suggestion=told + (f" (against {', '.join(against)})" if against else ""),
    )


def _freed(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple(replace(claim, wrong=False) for claim in claims)


def _apart(matching: Matching, held: Container[str]) -> Matching:
    """The matching without the groups whose sections shall stand apart, nor the pairs within them."""
    pairs = [frozenset(cluster.members) for cluster in matching.clusters if cluster.id in held]
    return replace(
        matching,
        clusters=tuple(cluster for cluster in matching.clusters if cluster.id not in held),
        matches=tuple(
            match for match in matching.matches if not any({match.left, match.right} <= members for members in pairs)
        ),
    )
