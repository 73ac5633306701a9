"""Documents -> what the site makes anew (tables of contents), and how often each document is linked to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from docpipe.consolidate.placement import Part
from docpipe.consolidate.source import Key, Piece
from docpipe.consolidate.words import tokens
from docpipe.model import Corpus
from docpipe.text.links import Resolver

_LEAST = 3  # items


def tables_of_contents(parts: Iterable[Part]) -> dict[Key, str]:
    """Lists that only name headings of their own document: by key, the reason to drop them."""
    return {
        piece.key: "table of contents: the site makes its own"
        for part in parts
        for single in (part, *part.followers)
        for section in single.sections
        for piece in single.source.pieces(section)
        if piece.block.kind == "list" and _only_anchors(piece)
    }


def _only_anchors(piece: Piece) -> bool:
    links = [link for _, link in piece.links]
    if len(links) < _LEAST or not all(link.target.startswith("#") for link in links):
        return False
    said = sum(len(tokens("paragraph", link.text)) for link in links)
    return said == len(tokens("list", piece.text))


def inbound_links(corpus: Corpus, resolver: Resolver) -> dict[str, int]:
    """How many links of other documents lead to each document."""
    counts: Counter[str] = Counter()
    for document in corpus.documents:
        for section in document.sections:
            for link in section.links:
                found = resolver.resolve(document.path, link.target)
                if found.kind == "file" and found.path != document.path:
                    counts[found.path] += 1
    return counts
