"""A document -> the terms of rules that stand in it, apart for each place. Judges nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docpipe.model import Document
from docpipe.rules.words import BREAK, Vocabulary, normalise, split_name

# Code is not read: guides of every subject hold commands of the same tools.
_UNREAD = frozenset(("heading", "fence", "code", "html", "mdx", "math", "front_matter", "definition", "break"))


@dataclass(frozen=True, slots=True)
class Profile:
    """How often each term stands in the file's name, its title, the headings below, its folders, and the text."""

    document: Document
    name: Mapping[str, int]
    title: Mapping[str, int]
    headings: Mapping[str, int]
    folders: Mapping[str, int]
    text: Mapping[str, int]


def profile(document: Document, vocabulary: Vocabulary) -> Profile:
    """Where the terms of `vocabulary` stand in a document."""
    folder, file = posixpath.split(document.path)
    headings = [section.heading.text for section in document.sections if section.heading]
    if headings and headings[0] == document.title:
        del headings[0]
    return Profile(
        document,
        name=vocabulary.count(_joined([posixpath.splitext(file)[0]])),
        title=vocabulary.count(normalise(document.title)),
        headings=vocabulary.count(_joined(headings)),
        folders=vocabulary.count(_joined(folder.split("/"))),
        text=vocabulary.count(normalise("\n".join(_prose(document)))),
    )


def _joined(names: Iterable[str]) -> str:
    """Names normalised into one text in which no phrase reaches from one into the next."""
    return normalise(split_name(f" {BREAK} ".join(names)))


def _prose(document: Document) -> Iterator[str]:
    lines = document.source.text.split("\n")
    for section in document.sections:
        for block in section.blocks:
            if block.kind not in _UNREAD:
                yield from lines[block.start_line - 1 : block.end_line]
