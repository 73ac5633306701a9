"""Reference definitions and footnotes of a document: what its links and labels need to stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it.common.utils import normalizeReference

from docpipe.model import Document, Link
from docpipe.parse import engine

_FOOTNOTE = re.compile(r"[^\[]*+\[\^([^\]\s]+)\]:")


def footnotes(lines: Sequence[str]) -> tuple[str, ...]:
    """The labels of what may be a document's footnotes, in order."""
    found = (_FOOTNOTE.match(line) for line in lines if "[^" in line)
    return tuple(dict.fromkeys(match[1] for match in found if match))


def titles(document: Document, lines: Sequence[str]) -> Mapping[str, str]:
    """The titles that reference definitions give, as a link writes them, by label; of two of one label the first."""
    if not document.definitions:
        return {}
    found: dict[str, str] = {}
    for section in document.sections:
        for block in section.blocks:
            if block.kind == "definition":
                text = "\n".join(lines[block.start_line - 1 : block.end_line])
                for label, reference in engine.blocks(text, 0, jsx=False).env["references"].items():
                    title = " ".join(reference.get("title", "").replace('"', "&quot;").split())
                    found.setdefault(label, f'"{title}"' if title else "")
    return found


def title(document: Document, link: Link, titles: Mapping[str, str]) -> str:
    """What the definition that a link names gives as its title; nothing for a link that names none."""
    if not titles or link.kind not in ("reference", "image_reference"):
        return ""
    return titles.get(normalizeReference(document.source.text[link.start : link.end]), "")
