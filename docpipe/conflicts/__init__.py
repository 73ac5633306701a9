"""Facts and evidence -> claims that cannot all be true, with scope, weight and a suggestion."""

from __future__ import annotations

from docpipe.model import Contradictions, Document, Fact, Tree


def find(
    documents: tuple[Document, ...], claims: tuple[Fact, ...], evidence: tuple[Fact, ...], tree: Tree
) -> Contradictions:
    """Claims that cannot all be true, each with all its places and the evidence."""
    return Contradictions()
