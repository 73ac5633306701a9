"""The tree's own files -> which of some words they hold, and whether enough of the code can be read to ask at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from docpipe.evidence.reading import Files
from docpipe.model import Tree

_CODE = re.compile(
    r"\.(?:py|js|jsx|mjs|cjs|ts|tsx|vue|svelte|go|rs|rb|java|kt|scala|c|h|cc|cpp|hpp|cs|php|swift|lua|sh|bash)$"
)
_DATA = re.compile(
    r"\.(?:ya?ml|toml|json|jsonc|ini|cfg|conf|env|example|sample|template|tf|hcl|mk|cmake|gradle|properties|tmpl|tpl|j2|sql"
    r"|html|css|scss|xml|nix|bazel|bzl|ps1|bat|cmd|proto|graphql|txt)$|(?:^|/)(?:[A-Z][A-Za-z]*file|CODEOWNERS|\.[\w.-]+)$"
)
_VENDORED = frozenset({"node_modules", "vendor", "third_party", ".venv", "venv", "site-packages"})
_LOCKS = re.compile(r"(?:-lock\.(?:json|ya?ml)|\.lock|\.min\.(?:js|css)|\.map|\.snap)$")
_WORD = re.compile(r"[\w.-]+")
_PART = re.compile(r"[\w-]")  # what may be a letter of a longer name
MOST_BYTES = 32_000_000  # of code and settings together; a larger repository is not searched
LEAST_READABLE = 0.9  # share of code files that must hold text


class Sources:
    """The code and settings of one tree, searched only when somebody asks."""

    def __init__(self, tree: Tree) -> None:
        """Nothing is read yet."""
        self._root = Path(tree.root)
        self._files = Files(tree)
        self._paths = [path for path in tree.files if _VENDORED.isdisjoint(path.split("/")) and not _LOCKS.search(path)]

    @cached_property
    def readable(self) -> bool:
        """Whether what the code does not hold is not there: nearly all its files hold text, and not too much of it."""
        code = [self._size(path) for path in self._paths if _CODE.search(path)]
        whole = sum(code) + sum(self._size(path) for path in self._paths if _DATA.search(path))
        return bool(code) and sum(size > 0 for size in code) >= LEAST_READABLE * len(code) and whole <= MOST_BYTES

    def naming(self, words: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """The files that hold each of `words` as a whole word, in path order; words that none holds are left out."""
        wanted = frozenset(words)
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in self._paths if wanted else ():
            if _CODE.search(path) or _DATA.search(path):
                held = {word.strip(".-") for word in _WORD.findall(self._files.text(path) or "")}
                held |= {part for word in held if "." in word for part in word.split(".")}
                for word in held & wanted:
                    found[word].append(path)
        return {word: tuple(found[word]) for word in sorted(found)}

    def holding(self, names: Collection[str]) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Where each of `names` stands as a whole, as path and line of its first place in a file, in path order."""
        found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for path, text in self.texts() if names else ():
            for name in names:
                at = _at(name, text)
                if at >= 0:
                    found[name].append((path, text.count("\n", 0, at) + 1))
        return {name: tuple(found[name]) for name in sorted(found)}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Path and text of code and settings, in path order, up to a bound on their size together."""
        whole = 0
        for path in self._paths:
            if _CODE.search(path) or _DATA.search(path):
                whole += self._size(path)
                if whole > MOST_BYTES:
                    return
                yield path, self._files.text(path) or ""

    def _size(self, path: str) -> int:
        """Bytes of a file, 0 where it cannot be asked."""
        try:
            return (self._root / path).lstat().st_size
        except (OSError, ValueError):
            return 0


def _at(name: str, text: str) -> int:
    """Where a name stands in a text as a whole, -1 where it does not: `unit` is no part of `sub-unit`."""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        inside = _PART.match(before) and _PART.match(name)
        if not inside and not _PART.match(after):
            return at
        at = text.find(name, at + 1)
    return -1
