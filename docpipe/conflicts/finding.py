"""Claims and evidence that contradict -> one conflict with all its places and what holds; a name for each conflict."""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from docpipe.conflicts.holding import holding
from docpipe.conflicts.subjects import readable
from docpipe.conflicts.suggestion import suggestion
from docpipe.conflicts.world import World
from docpipe.model import Claim, Conflict, Evidence, Fact, Kind, Severity, Status


def finding(
    kind: Kind,
    subject: str,
    attribute: str,
    claims: Sequence[Fact],
    evidence: Sequence[Fact] = (),
    *,
    agrees: Callable[[str, str], bool] = operator.eq,
    wrong: Sequence[Fact] | None = None,
    outvoted: Sequence[Fact] = (),
    severity: Severity = "medium",
    confidence: float = 0.8,
    scope: str = "",
) -> Conflict:
    """One conflict. `agrees(claimed, true)` says whether a claimed value can stand beside the evidence's.

    Where scopes decide as well, `wrong` gives the claims that the evidence contradicts. `outvoted` are claims that
    the other documents show to be slips, where no evidence speaks: what to mend is clear, though nothing settles it.
    """
    places = _once(claims)
    proofs = tuple(sorted({Evidence(fact.path, fact.line, fact.value) for fact in evidence}, key=place))
    true = {proof.value for proof in proofs}
    if wrong is None:
        refuted = [claim for claim in places if true and not any(agrees(claim.value, value) for value in true)]
    else:
        chosen = {(fact.path, fact.line, fact.value) for fact in wrong}
        refuted = [claim for claim in places if true and place(claim) in chosen]
    kept = [claim for claim in places if claim not in refuted]
    settled = holding(kind, proofs, kept, agrees) if refuted else None
    if not proofs:
        slips = {(fact.path, fact.line, fact.value) for fact in outvoted}
        refuted = [claim for claim in places if place(claim) in slips]
    status: Status = "open" if settled is None else "settled"
    told = tuple(replace(claim, wrong=claim in refuted) for claim in places)
    return Conflict("", kind, subject, attribute, scope, status, confidence, severity, told, proofs, "", settled)


def _once(claims: Iterable[Fact]) -> tuple[Claim, ...]:
    found: dict[tuple[str, int, str], Claim] = {}
    for fact in claims:
        found.setdefault(
            (fact.path, fact.line, fact.value), Claim(fact.path, fact.line, fact.value, fact.quoted, "living")
        )
    return tuple(sorted(found.values(), key=place))


def place(item: Claim | Evidence) -> tuple[str, int, str]:
    """What a claim or evidence is sorted by: where it stands, and its value."""
    return item.path, item.line, item.value


def named(conflicts: Iterable[Conflict], world: World) -> tuple[Conflict, ...]:
    """The conflicts in path and line order, with ids that do not move when another file changes, and roles."""
    taken: set[str] = set()
    found: list[Conflict] = []
    for conflict in sorted(conflicts, key=lambda c: (_key(c), c.claims[0].path, c.claims[0].line)):
        identity = next(name for name in _names(conflict) if name not in taken)
        taken.add(identity)
        claims = tuple(replace(claim, role=world.documents[claim.path].role) for claim in conflict.claims)
        gone = _historic(conflict, world) or _of_records(claims)
        status: Status = "historic" if gone else conflict.status
        subject = readable(conflict.subject, claims)
        whole = replace(conflict, id=identity, subject=subject, claims=claims, status=status)
        found.append(replace(whole, suggestion=suggestion(whole)))
    return tuple(sorted(found, key=lambda c: (c.claims[0].path, c.claims[0].line, c.id)))


def _names(conflict: Conflict) -> Iterator[str]:
    """Ids, the shortest first; of several conflicts about one thing the later ones are known by where they stand."""
    first = conflict.claims[0]
    yield f"k-{_digest(*_key(conflict))[:4]}"
    whole = _digest(*_key(conflict), first.path)
    yield from (f"k-{whole[:size]}" for size in range(4, len(whole)))
    yield from (f"k-{_digest(*_key(conflict), first.path, str(more))}" for more in count(first.line))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _key(conflict: Conflict) -> tuple[str, str, str, str]:
    return conflict.kind, conflict.subject, conflict.attribute, conflict.scope


def _of_records(claims: Sequence[Claim]) -> bool:
    """Whether what holds is known, and only records say otherwise: what a record says stays said."""
    wrong = [claim for claim in claims if claim.wrong]
    return bool(wrong) and all(claim.role == "record" for claim in wrong)


def _historic(conflict: Conflict, world: World) -> bool:
    """Whether only records of different dates disagree; what one of them says against itself stays open."""
    dates = {world.date(claim.path) for claim in conflict.claims}
    return len(dates) > 1 and "" not in dates and not conflict.evidence
