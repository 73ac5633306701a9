"""Markdown text -> documents, sections, blocks, links and front matter, each with its place in the source."""

from __future__ import annotations

from docpipe.model import Document, SourceFile
from docpipe.parse.document import Parsed, parse_text, with_source

__all__ = ["Parsed", "is_mdx", "parse", "parse_text", "with_source"]


def parse(source: SourceFile) -> Document:
    """The document of one source file; blocks tile it. Its role is for a later stage to say."""
    return with_source(parse_text(source.text, jsx=is_mdx(source)), source)


def is_mdx(source: SourceFile) -> bool:
    """Whether the file's name says that JSX stands in it."""
    return source.path.lower().endswith(".mdx")
