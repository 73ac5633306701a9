"""Evidence -> the one value that holds; None where the repository's own files give several and nothing chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docpipe.conflicts.services import reads_unasked
from docpipe.model import Claim, Evidence, Kind
from docpipe.text.releases import release


def holding(
    kind: Kind, proofs: Sequence[Evidence], kept: Sequence[Claim], agrees: Callable[[str, str], bool]
) -> str | None:
    """The value to write: the only one; of several the one that documents bear out, else what compose reads unasked."""
    values = {proof.value for proof in proofs}
    borne_out = {value for value in values if any(agrees(claim.value, value) for claim in kept)}
    unasked = {proof.value for proof in proofs if reads_unasked(proof.path)}
    for some in (values, borne_out, unasked):
        if len(some) == 1:
            return min(some)
        if kind == "version" and (common := _common(some)):
            return common
    return None


def _common(values: set[str]) -> str | None:
    """The least precise of releases that all begin alike: `3.11` of `3.11-slim` and `3.11.9`."""
    found = [release(value) for value in values]
    known = [one for one in found if one is not None and not one.bound]
    if not known or len(known) < len(found):
        return None
    shortest = min(known, key=lambda one: (len(one.numbers), one.numbers))
    size = len(shortest.numbers)
    return shortest.text if all(one.numbers[:size] == shortest.numbers for one in known) else None
