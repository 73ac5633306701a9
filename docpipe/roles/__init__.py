"""Documents -> what part each plays (living, record, agent, protected, generated, copy), and why; damaged text."""

from __future__ import annotations

from docpipe.config import Config
from docpipe.model import Document, Tree


def assign(documents: tuple[Document, ...], tree: Tree, config: Config) -> tuple[Document, ...]:
    """The same documents with `role`, `role_reason` and `damaged` set."""
    return documents
