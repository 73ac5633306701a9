"""A document and the resolver of its tree -> the other documents that it leads to, section by section."""

from __future__ import annotations

from collections.abc import Iterator

from docpipe.model import Document, Section
from docpipe.text.links import Resolver


def outgoing(document: Document, resolver: Resolver) -> Iterator[tuple[Section, str]]:
    """Each section that has a link, and the file that it leads to; a folder stands for its index."""
    for section in document.sections:
        for link in section.links:
            target = (
                document.definitions.get(link.target, link.target) if link.kind.endswith("reference") else link.target
            )
            found = resolver.resolve(document.path, target)
            path = resolver.index_of(found.path) if found.kind == "folder" else found.path
            if path and found.kind in ("file", "folder") and path != document.path:
                yield section, path
