"""Names that documents write differently: what the code and the settings hold is how the name is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Protocol

from docpipe.model import Claim, Conflict, Evidence

# Attributes whose value is a name that code writes as documents do. A route is none: code puts it together from parts.
_NAMES = frozenset(
    {"resource name", "service unit", "absolute path", "file name", "option", "API documentation", "place"}
)
_NAME = re.compile(r"[\w/:.@~+-]{5,100}")
_MAX_PROOFS = 4
_MAX_NAMES = 60

Places = Sequence[tuple[str, int]]


class Sources(Protocol):
    """The code and settings of the repository, as far as they can be searched."""

    def holding(self, names: Collection[str]) -> Mapping[str, Places]:
        """Where each of some names stands as a whole, as path and line; names that stand nowhere are left out."""


def proved(conflicts: Sequence[Conflict], sources: Sources | None) -> Iterator[Conflict]:
    """The conflicts; one about a name that only one spelling of is in the code has that as its evidence."""
    asked = {id(conflict): _values(conflict) for conflict in conflicts if sources and not conflict.evidence}
    names = sorted({value for values in asked.values() for value in values})[:_MAX_NAMES]
    held = sources.holding(names) if sources and names else {}
    for conflict in conflicts:
        values = asked.get(id(conflict), frozenset())
        there = [value for value in sorted(values) if value in held]
        proofs = _nearest(conflict.claims, there[0], held[there[0]]) if len(there) == 1 < len(values) else ()
        yield _settled(conflict, there[0], proofs) if proofs else conflict


def _values(conflict: Conflict) -> frozenset[str]:
    """The names that a conflict is between; none where its values are no names, or differ in marks between words."""
    values = frozenset(claim.value for claim in conflict.claims)
    if conflict.attribute not in _NAMES or not all(_NAME.fullmatch(value) for value in values):
        return frozenset()
    bare = {re.sub(r"[\W_]", "", value) for value in values}  # an option is declared in its words, joined in many ways
    return values if len(bare) == len(values) else frozenset()


def _nearest(claims: Iterable[Claim], value: str, places: Places) -> tuple[Evidence, ...]:
    """Of each claim that says so the place in the code that lies nearest; of an address, one in a folder with it."""
    found: dict[Evidence, None] = {}
    for claim in claims:
        if claim.value == value:
            shared, path, line = min((-_shared(claim.path, path), path, line) for path, line in places)
            if shared or "://" not in value:
                found.setdefault(Evidence(path, line, value))
    return tuple(sorted(list(found)[:_MAX_PROOFS], key=lambda proof: (proof.path, proof.line)))


def _shared(one: str, other: str) -> int:
    """How many folders two paths begin with alike."""
    pairs = zip(one.split("/")[:-1], other.split("/")[:-1], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _settled(conflict: Conflict, value: str, proofs: tuple[Evidence, ...]) -> Conflict:
    claims = tuple(replace(claim, wrong=claim.value != value) for claim in conflict.claims)
    return replace(conflict, claims=claims, evidence=proofs, settled=value, status="settled")
