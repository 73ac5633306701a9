"""Documents and the resolver of their tree -> the other documents that each leads to, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docpipe.model import Document, Section
from docpipe.text.links import Resolver

Leads = Mapping[str, tuple[tuple[str, str], ...]]  # by document, ids of its sections and paths that they lead to


def leads(documents: Iterable[Document], resolver: Resolver) -> Leads:
    """Where all documents lead to, each section and file once; documents that lead nowhere are left out."""
    found = {
        document.path: tuple(dict.fromkeys((section.id, path) for section, path in outgoing(document, resolver)))
        for document in documents
    }
    return {document: pairs for document, pairs in found.items() if pairs}


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
