"""The tree's files -> where they name documents that are about to leave their place. Nobody edits these unasked."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from docpipe.evidence.sources import Sources
from docpipe.model import Mention, Tree

_TOKEN = re.compile(r"[\w./+@~-]{4,300}")
_MARKDOWN = (".md", ".mdx", ".markdown")
_HOSTED = re.compile(r"/(?:blob|tree|raw|edit|src)/[^/]+/")  # in the address of a file on a host


def mentions(tree: Tree, documents: Mapping[str, str], leaving: Collection[str]) -> tuple[Mention, ...]:
    """Every line that names a document of `leaving`, in order; `documents` are texts of those that stay, by path."""
    by_name: dict[str, list[str]] = {}
    for path in sorted(leaving):
        by_name.setdefault(posixpath.basename(path), []).append(path)
    texts = [*documents.items(), *((path, text) for path, text in Sources(tree).texts() if path not in documents)]
    return (
        tuple(sorted(mention for path, text in texts for mention in _of_file(path, text, by_name))) if by_name else ()
    )


def _of_file(path: str, text: str, by_name: Mapping[str, Iterable[str]]) -> Iterator[Mention]:
    if not any(ending in text for ending in _MARKDOWN):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for token in _TOKEN.findall(line) if ".m" in line else ():
            named = token.rstrip(".")
            known = by_name.get(posixpath.basename(named))
            document = _named(path, named, known) if known else None
            if document:
                yield Mention(path, number, named, document)


def _named(path: str, token: str, known: Iterable[str]) -> str | None:
    """The document that a token means: from the file's folder, from the root, or by an ending that only one has."""
    hosted = _HOSTED.search(token)
    written = token[hosted.end() :] if hosted else token
    bare = posixpath.normpath(written.lstrip("/"))
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    for document in known:
        if document in (beside, bare):
            return document
    ending = [document for document in known if "/" in bare and document.endswith(f"/{bare}")]
    return ending[0] if len(ending) == 1 else None
