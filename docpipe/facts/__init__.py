"""A document -> the facts it claims. One file a kind of fact."""

from __future__ import annotations

from docpipe.model import Document, Fact


def extract(document: Document) -> tuple[Fact, ...]:
    """Every fact that one document claims, in line order."""
    return ()
