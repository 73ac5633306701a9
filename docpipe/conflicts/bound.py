"""What a claim is bound to by its scope, headings and path: an environment, a release, a platform, an edition."""

from __future__ import annotations

from docpipe.model import Fact
from docpipe.text.clauses import lists, named

_DIMENSIONS = ("env:", "version:", "edition:", "compose:")


def bound(fact: Fact) -> tuple[frozenset[str], frozenset[str]]:
    """Entries of its scope, and platforms and editions that the words around it name."""
    entries = frozenset(entry for entry in fact.scope if entry.startswith(_DIMENSIONS))
    return entries, named(" ".join((*fact.context[1:], fact.path)), lists().kinds)
