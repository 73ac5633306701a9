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
    """How often each term stands in the file's name, its title, the headings below, its folders, and the text.

    `normal` is all of that but the folders, normalised.
    """

    document: Document
    name: Mapping[str, int]
    title: Mapping[str, int]
    headings: Mapping[str, int]
    folders: Mapping[str, int]
    text: Mapping[str, int]
    normal: str


def profile(document: Document, vocabulary: Vocabulary) -> Profile:
    """Where the terms of `vocabulary` stand in a document."""
    folder, file = posixpath.split(document.path)
    headings = [section.heading.text for section in document.sections if section.heading]
    if headings and headings[0] == document.title:
        del headings[0]
    subject = [_joined([posixpath.splitext(file)[0]]), normalise(document.title), _joined(headings)]
    text = normalise("\n".join(_prose(document)))
    name, title, below = (vocabulary.count(part) for part in subject)
    return Profile(
        document,
        name=name,
        title=title,
        headings=below,
        folders=vocabulary.count(_joined(folder.split("/"))),
        text=vocabulary.count(text),
        normal=" ".join([*subject, text]),
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
