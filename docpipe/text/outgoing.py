"""Documents and the resolver of their tree -> where the links of each lead, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docpipe.model import Document, Link, Section
from docpipe.text.links import Resolver

# By document: the ids of its sections, the paths that they lead to, and the anchors there.
Leads = Mapping[str, tuple[tuple[str, str, str | None], ...]]


def leads(documents: Iterable[Document], resolver: Resolver) -> Leads:
    """Where all documents lead to, each section and place once; documents that lead nowhere are left out."""
    found = {
        document.path: tuple(
            dict.fromkeys((section.id, path, anchor) for section, path, anchor in outgoing(document, resolver))
        )
        for document in documents
    }
    return {document: pairs for document, pairs in found.items() if pairs}


def target_of(document: Document, link: Link) -> str:
    """The target of a link as written, in its definition if it has one."""
    return document.definitions.get(link.target, link.target) if link.kind.endswith("reference") else link.target


def outgoing(document: Document, resolver: Resolver) -> Iterator[tuple[Section, str, str | None]]:
    """Each section that has a link, the other file that it leads to, and the anchor; a folder stands for its index."""
    for section in document.sections:
        for link in section.links:
            found = resolver.resolve(document.path, target_of(document, link))
            path = resolver.index_of(found.path) if found.kind == "folder" else found.path
            if path and found.kind in ("file", "folder") and path != document.path:
                yield section, path, found.anchor
