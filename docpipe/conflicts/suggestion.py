"""A conflict -> one short thing that a maintainer can do, or why nothing decides it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docpipe.model import Claim, Conflict
from docpipe.text.first_of import first_of

MAX_NAMED = 3


def suggestion(conflict: Conflict) -> str:
    """`VALUE: WHO says so; change WHERE`, with one value and no record to change; else `undecided: …` and why."""
    wrong = [claim for claim in conflict.claims if claim.wrong]
    right = [claim for claim in conflict.claims if not claim.wrong]
    if conflict.settled is not None and wrong:
        return _change(conflict.settled, _proving(conflict), right, wrong)
    if wrong and not conflict.evidence:
        return _change(right[0].value, [], right, wrong) if right else f"undecided: {_told(wrong)}"
    if wrong:
        return f"undecided: the repository itself has {_files(conflict)}; {_told(wrong)} is none of them"
    if conflict.evidence:
        return f"undecided: {_files(conflict)} does not settle it; {_told(right)}"
    return f"undecided: {_told(right)}"


def _proving(conflict: Conflict) -> list[str]:
    """Where the repository says what holds; all that it says where the value is what these have in common."""
    exact = [proof for proof in conflict.evidence if proof.value == conflict.settled] or conflict.evidence
    return [f"{proof.path}:{proof.line}" for proof in exact]


def _change(value: str, proofs: Sequence[str], right: Sequence[Claim], wrong: Sequence[Claim]) -> str:
    who = [*proofs, *sorted({claim.path for claim in right} - {proof.rpartition(":")[0] for proof in proofs})]
    verb = "agree" if len(who) > 1 else "says so"
    mended = [
        f"{claim.path}:{claim.line}" for claim in wrong if claim.role != "record"
    ]  # what a record says stays said
    do = f"change {first_of(mended, MAX_NAMED)}" if mended else "only records say otherwise, and they stay"
    return f"{value}: {first_of(who, MAX_NAMED)} {verb}; {do}"


def _files(conflict: Conflict) -> str:
    """Each value of the evidence with the first place that gives it."""
    first = {proof.value: f"{proof.value} ({proof.path}:{proof.line})" for proof in reversed(conflict.evidence)}
    return first_of([first[value] for value in sorted(first)], MAX_NAMED)


def _told(claims: Sequence[Claim]) -> str:
    """Each value with the documents that give it, what most places say first."""
    counted = Counter(claim.value for claim in claims)
    return "; ".join(
        f"{value} in {first_of(sorted({c.path for c in claims if c.value == value}), MAX_NAMED)}"
        for value, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    )
