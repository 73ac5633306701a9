"""The repository's own files -> facts that settle what documents claim. One file a kind of witness."""

from __future__ import annotations

from docpipe.model import Fact, Tree


def collect(tree: Tree) -> tuple[Fact, ...]:
    """Every fact that the repository's own files state, in path and line order."""
    return ()
