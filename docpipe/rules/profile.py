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
class Contents:
    """How often each term stands in the title, in headings and in the text; `normal` is all of it, normalised."""

    title: Mapping[str, int]
    headings: Mapping[str, int]
    text: Mapping[str, int]
    normal: str


@dataclass(frozen=True, slots=True)
class Profile:
    """How often each term stands in the file's name, in its folders, and in its contents; the document's topic."""

    document: Document
    topic: str
    name: Mapping[str, int]
    folders: Mapping[str, int]
    contents: Contents

    @property
    def places(self) -> tuple[tuple[str, Mapping[str, int]], ...]:
        """Each place with what stands there, the one that tells most of the subject first."""
        own = self.contents
        return (
            ("title", own.title),
            ("name", self.name),
            ("headings", own.headings),
            ("folders", self.folders),
            ("text", own.text),
        )


class Profiler:
    """Profiles documents by one vocabulary. Copies are read once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """`vocabulary` holds the terms to look for."""
        self._vocabulary = vocabulary
        self._read: dict[tuple[str, str], Contents] = {}
        self._folders: dict[str, Mapping[str, int]] = {}

    def profile(self, document: Document, topic: str) -> Profile:
        """Where the terms of the vocabulary stand in a document and its path."""
        folder, file = posixpath.split(document.path)
        key = (document.source.sha256, document.title)
        if key not in self._read:
            self._read[key] = self._contents(document)
        if folder not in self._folders:
            self._folders[folder] = self._vocabulary.count(_joined(folder.split("/")))
        name = self._vocabulary.count(_joined([posixpath.splitext(file)[0]]))
        return Profile(document, topic, name, self._folders[folder], self._read[key])

    def _contents(self, document: Document) -> Contents:
        headings = [section.heading.text for section in document.sections if section.heading]
        if headings and headings[0] == document.title:
            del headings[0]
        parts = normalise(document.title), _joined(headings), normalise("\n".join(_prose(document)))
        title, below, text = (self._vocabulary.count(part) for part in parts)
        return Contents(title, below, text, " ".join(parts))


def _joined(names: Iterable[str]) -> str:
    """Names normalised into one text in which no phrase reaches from one into the next."""
    return normalise(split_name(f" {BREAK} ".join(names)))


def _prose(document: Document) -> Iterator[str]:
    lines = document.source.text.split("\n")
    for section in document.sections:
        for block in section.blocks:
            if block.kind not in _UNREAD:
                yield from lines[block.start_line - 1 : block.end_line]
