"""Documents -> which sections say the same: matches, clusters around a canonical, families of one shape.

`fingerprint` reads one document and nothing else; everything after it needs all fingerprints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docpipe.match.fingerprint import Fingerprint, fingerprint, fingerprints
from docpipe.model import Document, Matching

if TYPE_CHECKING:
    from docpipe.match.judge import Weights

__all__ = ["Fingerprint", "fingerprint", "fingerprints", "match"]


def match(documents: tuple[Document, ...], *, related: bool = False, weights: Weights | None = None) -> Matching:
    """Which sections repeat each other, or one shape. `related` keeps the examined pairs that are neither.

    `weights` are the model's, the shipped ones by default; whoever measures on a corpus gives those fitted without it.
    """
    from docpipe.match import matching  # numpy and scipy load only where something is matched

    return matching.matching(fingerprints(documents), related=related, weights=weights)
