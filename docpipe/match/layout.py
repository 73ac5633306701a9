"""Paths -> which folders hold the same pages for another version, edition or language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

# `1.4`, `v2`, `version-1.4.X`, `release_3`, `2024-05`: a folder of one version.
_VERSION = re.compile(r"(?:v|ver|version|release|rel|r)?[-_. ]?\d+(?:[._-](?:\d+|x))*(?:[._-]?(?:x|rc\d*|alpha|beta))?")
_LANGUAGE = re.compile(
    r"(?:ar|bg|bn|ca|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|ms|nb|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|"
    r"uk|vi|zh)(?:[-_](?:[a-z]{2}|hans|hant|\d{3}))?"
)
_LEAST = 3  # pages a folder must have before it can be another's twin
_DEPTH = 3  # folders below the fork that may be the twin's root: `docs/` beside `versioned_docs/version-2/`


def release_of(path: str) -> str | None:
    """The name of the folder of one version that a document lies in, if any."""
    return next(filter(_VERSION.fullmatch, path.lower().split("/")[:-1]), None)


class Layout:
    """Which folders are twins: mostly the same relative paths below them."""

    def __init__(self, paths: Iterable[str]) -> None:
        below: dict[str, set[str]] = defaultdict(set)
        for path in paths:
            names = path.lower().split("/")
            for depth in range(1, len(names)):
                below["/".join(names[:depth])].add("/".join(names[depth:]))
        self._below = below
        self._known: dict[tuple[str, str], float] = {}
        self._called: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def twins(self, left: str, right: str) -> float:
        """0 to 1: how much two folders, in lower case, are versions, editions or languages of each other."""
        known = self._known.get((left, right))
        if known is None:
            known = self._known[left, right] = self._compare(left, right)
        return known

    def versions(self, folder: str) -> tuple[str, ...]:
        """The versions in a folder's path. Folders in which two are named that differ are twins."""
        return self._named(folder)[0]

    def _named(self, folder: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The versions and the languages in a folder's path."""
        if folder not in self._called:
            names = folder.split("/")
            versions, languages = (tuple(filter(pattern.fullmatch, names)) for pattern in (_VERSION, _LANGUAGE))
            self._called[folder] = versions, languages
        return self._called[folder]

    def _compare(self, one: str, other: str) -> float:
        if one == other:
            return 0.0
        for mine, theirs in zip(self._named(one), self._named(other), strict=True):
            if mine and theirs and mine != theirs:
                return 1.0
        left, right = one.split("/"), other.split("/")
        fork = next(
            (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
        )
        pairs = (
            ("/".join(left[:i]), "/".join(right[:j]))
            for i in range(fork + 1, min(len(left), fork + _DEPTH) + 1)
            for j in range(fork + 1, min(len(right), fork + _DEPTH) + 1)
        )
        return max((self._alike(a, b) for a, b in pairs), default=0.0)

    def _alike(self, left: str, right: str) -> float:
        a, b = self._below[left], self._below[right]
        least = min(len(a), len(b))
        return len(a & b) / least if least >= _LEAST else 0.0
