"""Markdown text -> documents, sections, blocks, links and front matter, each with its place in the source."""

from __future__ import annotations

from docpipe.model import Document, SourceFile


def parse(source: SourceFile) -> Document:
    """The document of one source file; blocks tile it."""
    raise NotImplementedError
