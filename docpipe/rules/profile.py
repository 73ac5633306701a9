"""A document -> the terms of the rules in it, apart for each place where they stand. Judges nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from docpipe.model import Document
from docpipe.rules.words import BREAK, Vocabulary, normalise, split_name

Counts = Mapping[str, int]
_CODE = frozenset(("fence", "code", "html", "mdx", "front_matter"))


@dataclass(frozen=True, slots=True)
class Profile:
    """How often each term stands in the file's name, its folders, the title, the headings below it, and the prose."""

    document: Document
    name: Counts
    folders: Counts
    title: Counts
    headings: Counts
    prose: Counts
    code: Counts


def profile(document: Document, vocabulary: Vocabulary) -> Profile:
    """The terms of `vocabulary` in a document. Code is left out: every guide has commands of every tool."""
    folder, file = posixpath.split(document.path)
    headings = [s.heading.text for s in document.sections if s.heading]
    if headings and headings[0] == document.title:
        del headings[0]
    return Profile(
        document,
        vocabulary.count(normalise(split_name(posixpath.splitext(file)[0]))),
        vocabulary.count(normalise(split_name(f" {BREAK} ".join(folder.split("/"))))),
        vocabulary.count(normalise(document.title)),
        vocabulary.count(normalise(f" {BREAK} ".join(headings))),
        vocabulary.count(normalise(_prose(document))),
        vocabulary.count(normalise(_code(document))),
    )


def _prose(document: Document) -> str:
    lines = document.source.text.split("\n")
    return "\n".join(
        line
        for section in document.sections
        for block in section.blocks
        if block.kind not in _CODE and block.kind != "heading"
        for line in lines[block.start_line - 1 : block.end_line]
    )
def _code(document: Document) -> str:
    lines = document.source.text.split("\n")
    return "\n".join(
        line
        for section in document.sections
        for block in section.blocks
        if block.kind in _CODE and block.kind != "heading"
        for line in lines[block.start_line - 1 : block.end_line]
    )
