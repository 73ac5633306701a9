"""A corpus out of a few lines of text: files by path, Markdown parsed, everything else only there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from docpipe.model import Corpus, Fact, Role, SourceFile, Tree
from docpipe.parse import parse
from docpipe.references import find


def corpus(
    documents: Mapping[str, str],
    files: Iterable[str] = (),
    *,
    role: Role = "living",
    renames: Mapping[str, str] | None = None,
) -> Corpus:
    """The corpus of these documents and of further files, which are there and otherwise unknown."""
    paths = sorted({*documents, *files})
    folders = {path.rsplit("/", depth)[0] for path in paths for depth in range(1, path.count("/") + 1)}
    tree = Tree("", tuple(paths), tuple(sorted(folders)), renames or {})
    parsed = (parse(SourceFile(path, path, text, "", len(text))) for path, text in sorted(documents.items()))
    return Corpus(tree, tuple(replace(document, role=role) for document in parsed), ())


def dead(text: str, files: Iterable[str] = (), path: str = "README.md", facts: Iterable[Fact] = ()) -> list[str]:
    """The tokens that are dead in one document."""
    return [reference.token for reference in find(corpus({path: text}, files), facts)]


def runs(kind: str, path: str, *names: str) -> list[Fact]:
    """What a witness says of a file that lets a person run these names."""
    return [Fact("command", name, kind, "", (), path, 1, "", "witness") for name in names]


@dataclass(frozen=True)
class Code:
    """The text of some files, searched by whole words as the repository's own are."""

    files: Mapping[str, str]
    readable: bool = True

    def naming(self, words: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """The files that hold each word."""
        held = {path: {*re.findall(r"\w+", text), *re.findall(r"[\w.-]+", text)} for path, text in self.files.items()}
        found = {word: tuple(path for path in sorted(held) if word in held[path]) for word in words}
        return {word: paths for word, paths in found.items() if paths}
