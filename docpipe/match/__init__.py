"""Documents -> which sections say the same: matches, clusters around a canonical, families of one shape.

`said` reads one document and nothing else; everything after it needs all fingerprints.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docpipe.match.fingerprint import Fingerprint, Said, fingerprint, fingerprints, said
from docpipe.match.standing import standing
from docpipe.model import Conflict, Document, Explained, Matching

if TYPE_CHECKING:
    from docpipe.match.judge import Weights
    from docpipe.text.outgoing import Leads

__all__ = ["Fingerprint", "Said", "explain", "fingerprint", "match", "said"]


def match(
    documents: tuple[Document, ...],
    prints: tuple[Fingerprint, ...] | None = None,
    *,
    leads: Callable[[], Leads] = dict,
    conflicts: Callable[[], tuple[Conflict, ...]] = tuple,
    related: bool = False,
    weights: Weights | None = None,
) -> Matching:
    """Which sections repeat each other, or one shape. `related` keeps the examined pairs that are neither.

    `prints` are the documents' fingerprints, where somebody has made them already. `leads` tell where the
    documents' links lead to and `conflicts` what the repository itself upholds: both speak for who leads. They are
    asked for when the pairs are judged: till then they may still be looked for. `weights` are the model's, the shipped
    ones by default; whoever measures on a corpus gives those fitted without it.
    """
    from docpipe.match import matching  # numpy and scipy load only where something is matched

    return matching.matching(
        prints or fingerprints(documents),
        lambda: standing(documents, leads(), conflicts()),
        related=related,
        weights=weights,
    )


def explain(documents: tuple[Document, ...], left: str, right: str, *, leads: Leads) -> Explained:
    """Why the sections `left` and `right` of `documents` match, or do not."""
    from docpipe.match import explaining  # as above

    return explaining.explain(documents, standing(documents, leads, ()), left, right)
