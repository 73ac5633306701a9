"""Folders that hold older versions of the same documents: `docs/1.4/`, `versioned_docs/version-2.0.x/`, `v1/`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from docpipe.roles.copies.likeness import likeness

_VERSION = re.compile(
    r"(?:v|ver|version|release|rel)?[-_.]?(\d{1,4}(?:[._]\d{1,4}){0,3})(?:[._-]?(x|lts))?"
    r"(?:[._-]?(?:alpha|beta|rc|pre|dev)[._-]?\d{0,3})?",
    re.IGNORECASE,
)
_EARLY = re.compile(r"alpha|beta|rc|pre|dev", re.IGNORECASE)
_CURRENT = frozenset(("current", "latest", "stable", "next", "main", "master", "dev", "trunk", "nightly", "unreleased"))
# Folders in which older versions are kept; they do not part a version from its newer siblings outside.
_SHELVES = frozenset(
    ("archive", "archives", "archived", "versioned_docs", "versions", "old", "older", "previous", "legacy")
)
_SAMPLE = 12
_COMMON_NAME = 200  # a file name that so many folders have says nothing about where its twin is

# The larger, the newer. A released version is newer than its own beta.
_Key = tuple[tuple[float, ...], int]


@dataclass(slots=True)
class _Edition:
    """A folder that holds one version: its path, how new it is, and its documents by their path inside."""

    folder: str
    key: _Key
    members: dict[str, str]


def older_versions(texts: Mapping[str, str]) -> Iterator[tuple[str, str | None, str]]:
    """(path, its newest twin if there is one, the folder of the newest version) for each document of an old version.

    A folder is an older version if its name is one, half of its documents or more have a twin of the same relative path
    in a newer one or in the folder without a version where the current documents live, and the twins' texts are alike.
    What is older than an older version is one, too.
    """
    families, unversioned = _families(texts)
    for editions in families:
        home = _home(editions, unversioned, texts)
        ordered = [*editions, home] if home else editions
        established = False
        for edition in reversed(editions):
            newer = [other for other in ordered if other.key > edition.key]
            established = established or (bool(newer) and _is_older(edition, newer, texts))
            if established and newer:
                for name, path in edition.members.items():
                    yield path, _twin(name, reversed(newer)), newer[-1].folder


def _twin(name: str, editions: Iterable[_Edition]) -> str | None:
    return next((edition.members[name] for edition in editions if name in edition.members), None)


def _families(texts: Mapping[str, str]) -> tuple[list[list[_Edition]], list[str]]:
    """Editions of the same documents, oldest first; and the paths that lie in no version folder."""
    families: dict[tuple[str, ...], dict[str, _Edition]] = defaultdict(dict)
    unversioned = []
    for path in texts:
        parts = path.split("/")
        at = next((at for at, part in enumerate(parts[:-1]) if _key(part)), None)
        if at is None:
            unversioned.append(path)
            continue
        key = _key(parts[at])
        folder = "/".join(parts[: at + 1])
        family = tuple(part for part in parts[:at] if part.casefold() not in _SHELVES)
        if key:
            edition = families[family].setdefault(folder, _Edition(folder, key, {}))
            edition.members["/".join(parts[at + 1 :])] = path
    ordered = [sorted(family.values(), key=lambda one: (one.key, one.folder)) for _, family in sorted(families.items())]
    return ordered, unversioned


def _key(folder: str) -> _Key | None:
    if folder.casefold() in _CURRENT:
        return (float("inf"),), 1
    found = _VERSION.fullmatch(folder)
    if not found:
        return None
    numbers = [float(number) for number in re.split(r"[._]", found[1])]
    if found[2]:
        numbers.append(float("inf"))
    while numbers and not numbers[-1]:
        numbers.pop()  # 2.0 is 2
    return tuple(numbers), 0 if _EARLY.search(folder) else 1


def _home(editions: list[_Edition], unversioned: list[str], texts: Mapping[str, str]) -> _Edition | None:
    """The folder without a version where the current documents live, if the newest version has its twins there.

    One version alone may as well be the new one that is being written, unless it lies where old ones are kept.
    """
    newest = editions[-1]
    if len(editions) == 1 and _SHELVES.isdisjoint(newest.folder.casefold().split("/")):
        return None
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in unversioned:
        by_name[path.rpartition("/")[2]].append(path)
    votes: Counter[str] = Counter()
    for name in newest.members:
        candidates = by_name[name.rpartition("/")[2]]
        if len(candidates) <= _COMMON_NAME:
            votes.update(path[: -len(name)] for path in candidates if path == name or path.endswith("/" + name))
    if not votes:
        return None
    folder = min(votes, key=lambda prefix: (-votes[prefix], len(prefix), prefix))
    members = {path[len(folder) :]: path for path in unversioned if path.startswith(folder)}
    home = _Edition(folder.rstrip("/"), ((float("inf"),), 2), members)
    return home if _is_older(newest, [home], texts) else None


def _is_older(edition: _Edition, newer: list[_Edition], texts: Mapping[str, str]) -> bool:
    """Whether newer editions, the next one first, hold the same documents, as far as a sample of their texts shows."""
    twins = [(path, twin) for name, path in sorted(edition.members.items()) if (twin := _twin(name, newer))]
    if len(twins) * 2 < len(edition.members):
        return False
    step = max(1, len(twins) // _SAMPLE)
    alike = [likeness(texts[path], texts[twin]) for path, twin in twins[::step]]
    return median(alike) >= 0.5 if len(twins) >= 3 else min(alike, default=0.0) >= 0.8
