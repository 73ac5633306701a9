"""One document -> what matching needs to know of each section: its place and its statements, as compact plain data.

A pure function of one document, so that it can run in another process and be kept from run to run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from docpipe.model import Block, Document, Role, Section
from docpipe.text.outgoing import target_of
from docpipe.text.statements import statements
from docpipe.text.tokens import words

_PART = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+")
_KINDS = {"heading": "h", "sentence": "s", "item": "i", "row": "r", "code": "c"}


@dataclass(frozen=True, slots=True)
class Said:
    """The statements of a section's body; its heading is not one of them.

    A statement is its words joined by single spaces. `kinds` has a letter for each: s(entence), i(tem), r(ow), c(ode),
    h(eading inside a block); `lines` its first line, counted from the section's own. `blocks` holds the first statement
    of each block and that after its last, MDX left out. `digest` is of all statements: equal digests are equal texts.
    """

    statements: tuple[str, ...]
    kinds: str
    lines: tuple[int, ...]
    blocks: tuple[tuple[int, int], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class SectionPrint:
    """One section: its place, what it says, and its links' targets as written. `order` counts within the document."""

    id: str
    path: str
    line: int
    order: int
    trail: tuple[str, ...]
    role: Role
    said: Said
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One document: its sections, in order."""

    path: str
    role: Role
    damaged: bool
    sections: tuple[SectionPrint, ...]


def said(document: Document) -> tuple[Said, ...]:
    """What each section of a document says."""
    lines = document.source.text.split("\n")
    return tuple(_said(section, lines) for section in document.sections)


def fingerprint(document: Document, said: tuple[Said, ...]) -> Fingerprint:
    """What matching needs of a document that says this."""
    sections = tuple(
        SectionPrint(
            section.id,
            section.path,
            section.start_line,
            order,
            section.trail,
            document.role,
            body,
            tuple(target_of(document, link) for link in section.links),
        )
        for order, (section, body) in enumerate(zip(document.sections, said, strict=True))
    )
    return Fingerprint(document.path, document.role, document.damaged is not None, sections)


def fingerprints(documents: Iterable[Document]) -> tuple[Fingerprint, ...]:
    """The fingerprint of each document, read here."""
    return tuple(fingerprint(document, said(document)) for document in documents)


def parts(text: str) -> list[str]:
    """The words of `text` for comparing: compound names fall into their parts, numbers keep their dots."""
    found: list[str] = []
    whole = words(text)
    if all(map(str.isalnum, whole)):
        return whole
    for word in whole:
        if word.isalnum():
            found.append(word)
        else:
            found += _PART.findall(word) or [word]
    return found


def _is_import(block: Block, lines: list[str]) -> bool:
    """Whether a block of MDX only fetches components: nobody reads it."""
    return block.kind == "mdx" and lines[block.start_line - 1].startswith(("import ", "export "))


def _said(section: Section, lines: list[str]) -> Said:
    texts: list[str] = []
    kinds: list[str] = []
    places: list[int] = []
    blocks: list[tuple[int, int]] = []
    for block in section.blocks:
        if block.kind in ("heading", "front_matter") or _is_import(block, lines):
            continue
        first = len(texts)
        for statement in statements(block.kind, lines[block.start_line - 1 : block.end_line], block.start_line):
            text = " ".join(parts(statement.text))
            if text:
                texts.append(text)
                kinds.append(_KINDS[statement.kind])
                places.append(statement.line - section.start_line)
        if first < len(texts) and block.kind != "mdx":
            blocks.append((first, len(texts)))
    digest = blake2b("\n".join(texts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return Said(tuple(texts), "".join(kinds), tuple(places), tuple(blocks), digest)
