"""Conflicts with one cause -> one: an endpoint, its port and its variable; a clone and its folder; copies of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from docpipe.conflicts.finding import place
from docpipe.conflicts.world import tokens
from docpipe.model import Claim, Conflict

_NEAR = 1  # lines between two places that say one thing: the address that is cloned, and the folder that it makes
_SET = frozenset({"value", "host port", "container port"})  # attributes of a variable, or of what it sets


def joined(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """The conflicts, without those whose cause another one tells of as well; what it lacks, it takes over."""
    kept: list[Conflict] = []
    by_path: dict[str, set[int]] = defaultdict(set)
    for conflict in sorted(_of_copies(conflicts), key=_rank):
        near = sorted({index for claim in conflict.claims for index in by_path[claim.path]})
        for home in near:
            whole = _whole(kept[home], conflict)
            if whole:
                kept[home] = whole
                break
        else:
            home = len(kept)
            kept.append(conflict)
        for claim in conflict.claims:
            by_path[claim.path].add(home)
    return kept


def _of_copies(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """What the copies of a page (of its editions, its languages) say in the same words, as one conflict of them all."""
    alike: dict[object, Conflict] = {}
    for conflict in conflicts:
        said = frozenset((claim.value, *tokens(claim.text)) for claim in conflict.claims)
        key = conflict.kind, conflict.subject, conflict.attribute, conflict.scope, conflict.evidence, said
        alike[key] = _united(alike[key], conflict) if key in alike else conflict
    return [*alike.values()]


def _rank(conflict: Conflict) -> tuple[int, bool, str, str, str, str]:
    """Conflicts of many places first, of these the settled ones: a twin is never larger."""
    return (
        -len(conflict.claims), conflict.settled is None,
        conflict.kind, conflict.subject, conflict.attribute, conflict.scope,
    )  # fmt: skip


def _whole(one: Conflict, other: Conflict) -> Conflict | None:
    """One conflict for both; None where each has a cause of its own."""
    if one.scope and other.scope and one.scope != other.scope:
        return None
    if all(any(_said_alike(mine, claim, one, other) for mine in one.claims) for claim in other.claims):
        return _taking_over(one, other) if one.settled is None and other.settled is not None else one
    shared = {place(claim) for claim in one.claims} & {place(claim) for claim in other.claims}
    same = _topic(one) == _topic(other) and one.evidence == other.evidence
    if one.kind == other.kind == "version" and not same:
        return None  # a minimum and an exact version above it agree
    if one.kind == other.kind and _meet(one, other) and ((same and shared) or 2 * len(shared) >= len(other.claims)):
        return _united(one, other)
    return None


def _said_alike(mine: Claim, theirs: Claim, one: Conflict, other: Conflict) -> bool:
    """Whether two claims are one statement: of one line, or of two that follow, one value being part of the other."""
    if mine.path != theirs.path or abs(mine.line - theirs.line) > _NEAR:
        return False
    left, right = set(tokens(mine.value)), set(tokens(theirs.value))
    if not left or not (left <= right or right <= left):
        return False
    names = [word for word in left & right if not word[0].isdigit()]
    if mine.line != theirs.line:
        return len(names) > 1
    return bool(names) or bool({one.attribute, other.attribute} & _SET)


def _taking_over(one: Conflict, other: Conflict) -> Conflict | None:
    """The first, settled by what settles the other; None where its other places leave more than one value."""
    lines = {(claim.path, claim.line) for claim in other.claims if claim.wrong}
    wrong = {claim.value for claim in one.claims if (claim.path, claim.line) in lines}
    right = {claim.value for claim in one.claims} - wrong
    if len(right) != 1:
        return None
    claims = tuple(replace(claim, wrong=claim.value in wrong) for claim in one.claims)
    return replace(one, claims=claims, evidence=other.evidence, settled=min(right), status="settled")


def _meet(one: Conflict, other: Conflict) -> bool:
    """Whether the evidence of both has a line in common."""
    lines = {(proof.path, proof.line) for proof in one.evidence}
    return any((proof.path, proof.line) in lines for proof in other.evidence)


def _united(one: Conflict, other: Conflict) -> Conflict:
    """The first, with the places that only the other names."""
    claims = {place(claim): claim for claim in (*other.claims, *one.claims)}
    return replace(one, claims=tuple(claims[at] for at in sorted(claims)))


def _topic(conflict: Conflict) -> tuple[str, str]:
    return conflict.subject, conflict.attribute
