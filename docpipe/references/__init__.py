"""Documents and the tree -> what documents name and the repository does not have."""

from __future__ import annotations

from docpipe.model import Corpus, Reference


def find(corpus: Corpus) -> tuple[Reference, ...]:
    """Every dead reference of a living document, in path and line order."""
    return ()
