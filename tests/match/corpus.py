"""Documents made of text, alone or beside the sample estate, so that words are as rare or common as in a real tree."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from docpipe import parse
from docpipe.model import Document, SourceFile

ESTATE = Path(__file__).parents[2] / "docpipe" / "demo" / "estate"


def document(path: str, text: str) -> Document:
    return parse.parse(SourceFile(path, path, text, sha256(text.encode()).hexdigest(), len(text)))


@cache
def estate() -> tuple[Document, ...]:
    files = sorted(path for path in ESTATE.rglob("*.md"))
    return tuple(
        document(f"estate/{path.relative_to(ESTATE).as_posix()}", path.read_text("utf-8", errors="replace"))
        for path in files
    )


def documents(texts: Mapping[str, str]) -> tuple[Document, ...]:
    own = tuple(document(path, text) for path, text in texts.items())
    return tuple(sorted((*estate(), *own), key=lambda found: found.path))
