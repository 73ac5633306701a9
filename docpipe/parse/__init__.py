"""Markdown text -> documents, sections, blocks, links and front matter, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable

from docpipe.model import Document, SourceFile
from docpipe.parse.document import Parsed, parse_text, with_source

__all__ = ["parse", "parse_all"]


def parse(source: SourceFile) -> Document:
    """The document of one source file; blocks tile it. Its role is for a later stage to say."""
    return with_source(parse_text(source.text, jsx=_is_mdx(source)), source)


def parse_all(sources: Iterable[SourceFile]) -> tuple[Document, ...]:
    """The documents of `sources`, in their order; equal texts (version folders are full of them) are read once."""
    known: dict[tuple[str, bool], Parsed] = {}
    documents = []
    for source in sources:
        key = source.text, _is_mdx(source)
        if key not in known:
            known[key] = parse_text(source.text, jsx=key[1])
        documents.append(with_source(known[key], source))
    return tuple(documents)


def _is_mdx(source: SourceFile) -> bool:
    return source.path.lower().endswith(".mdx")
