"""Markdown -> a parsed document, for tests of rules."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from docpipe.model import Document, Role, SourceFile
from docpipe.parse import parse


def document(path: str, text: str, role: Role = "living") -> Document:
    """The document that a file of that path and text is."""
    raw = text.encode()
    return replace(parse(SourceFile(path, path, text, hashlib.sha256(raw).hexdigest(), len(raw))), role=role)
