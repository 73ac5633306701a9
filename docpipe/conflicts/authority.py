"""Documents that a script of the repository writes from its own code: what they state is evidence for all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docpipe.conflicts.singular import singular
from docpipe.conflicts.world import World, tokens
from docpipe.model import Conflict, Evidence, Fact, Kind
from docpipe.text.origins import makers

_Key = tuple[Kind, frozenset[str]]


def upheld(conflicts: Sequence[Conflict], claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """The conflicts; one that nothing settles yet has as evidence what such a document says of its subject."""
    written = {path for path, document in world.documents.items() if _written(document.source.text, world)}
    told: dict[_Key, set[Evidence]] = defaultdict(set)
    for fact in claims if written else ():
        if fact.path in written:
            told[_key(fact.kind, fact.subject.partition(" · ")[0])].add(Evidence(fact.path, fact.line, fact.value))
    for conflict in conflicts:
        own = {Evidence(claim.path, claim.line, claim.value) for claim in conflict.claims if claim.path in written}
        proofs = own | told.get(_key(conflict.kind, conflict.subject), set())
        values = {proof.value for proof in proofs}
        yield conflict if conflict.evidence or len(values) != 1 else _settled(conflict, min(values), proofs)


def _written(text: str, world: World) -> bool:
    return any(path in world.files for path in makers(text))


def _key(kind: Kind, subject: str) -> _Key:
    return kind, frozenset(singular(word) for word in tokens(subject))


def _settled(conflict: Conflict, value: str, proofs: set[Evidence]) -> Conflict:
    claims = tuple(replace(claim, wrong=claim.value.rstrip("+") != value) for claim in conflict.claims)
    if not any(claim.wrong for claim in claims):
        return conflict
    evidence = tuple(sorted(proofs, key=lambda proof: (proof.path, proof.line)))
    return replace(conflict, claims=claims, evidence=evidence, settled=value, status="settled")
