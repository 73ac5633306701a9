"""Sections -> which say the same: candidate pairs, verified matches, families, clusters, rivals."""

from __future__ import annotations

from docpipe.model import Document, Matching


def match(documents: tuple[Document, ...], *, related: bool = False) -> Matching:
    """Which sections repeat each other."""
    return Matching()
