"""Reference definitions and footnotes of a document: what its links and labels need to stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docpipe.model import Document
from docpipe.parse import engine

_FOOTNOTE = re.compile(r"[ \t>]*\[\^([^\]\s]+)\]:")


def footnotes(document: Document, lines: Sequence[str]) -> tuple[str, ...]:
    """The labels of a document's footnotes, in order."""
    found: dict[str, None] = {}
    for section in document.sections:
        for block in section.blocks:
            if block.kind == "footnote" and (match := _FOOTNOTE.match(lines[block.start_line - 1])):
                found[match[1]] = None
    return tuple(found)


def titles(document: Document, lines: Sequence[str]) -> Mapping[str, str]:
    """The titles that reference definitions give, as a link writes them, by the target of the definition."""
    if not document.definitions:
        return {}
    found: dict[str, str] = {}
    for section in document.sections:
        for block in section.blocks:
            if block.kind == "definition":
                text = "\n".join(lines[block.start_line - 1 : block.end_line])
                for reference in engine.blocks(text, 0, jsx=False).env["references"].values():
                    if reference.get("title"):
                        found[reference["href"]] = '"' + reference["title"].replace('"', "&quot;") + '"'
    return found
