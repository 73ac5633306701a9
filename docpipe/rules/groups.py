"""Paths of documents -> the groups that their folders make, by the folders' names. Reads no text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from docpipe.rules.words import normalise, split_name

# Folders whose name says that documents are kept there, and nothing of what they are about.
_NAMES_OF_HOLDERS = """
    app apps article articles book content contents crate crates current doc docs documentacao documentacion
    documentation documents documentos dokumentation en handbook latest lib libs main manual markdown master md module
    modules next package packages page pages post posts project projects public readme readmes site sites source sources
    src stable static web website wiki www
"""
_HOLDERS = frozenset(_NAMES_OF_HOLDERS.split())
_VERSION = re.compile(
    r"(?:v|ver|version|release|rel|r)?[-_. ]?\d+(?:[._-](?:\d+|x))*(?:[._-]?(?:x|rc\d*|alpha|beta))?", re.IGNORECASE
)
_TWINS = 0.4  # folders side by side that have this share of the folders in them in common hold editions of the same
_COMPARED = 200  # of many folders side by side the largest are enough to tell editions by
_ALONE = 0.9  # a folder of this share of its parent's documents divides nothing
_LARGE = 0.45  # of all documents: a group so large is divided by the folders below
_FEWEST = 3
_LEAST = 0.03
_MOST = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Documents in folders of one name: the name, those folders, and the paths of the documents."""

    name: str
    folders: tuple[str, ...]
    paths: tuple[str, ...]


def by_folder(paths: Sequence[str]) -> tuple[Group, ...]:
    """At most eight groups of three documents and 3 in 100 at least, the largest first. Some paths are in none."""
    empty = _saying_nothing(paths)
    telling = {path: told for path in sorted(paths) if (told := _telling(path, empty))}
    depth = dict.fromkeys(telling, 0)
    groups = _at(telling, depth)
    while large := next((g for g in groups if _divides(g, telling, depth, len(paths))), None):
        depth |= {path: depth[path] + 1 for path in large.paths}
        groups = _at(telling, depth)
    least = max(_FEWEST, _LEAST * len(paths))
    kept = [group for group in groups if len(group.paths) >= least]
    return tuple(sorted(kept, key=lambda group: (-len(group.paths), group.name))[:_MOST])


def _at(telling: Mapping[str, Sequence[str]], depth: Mapping[str, int]) -> list[Group]:
    """Paths by the name of the folder that tells them apart, at the depth that each has reached."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    folders: defaultdict[str, set[str]] = defaultdict(set)
    for path, reached in depth.items():
        folder = telling[path][min(reached, len(telling[path]) - 1)]
        name = folder.rpartition("/")[2]
        found[name].append(path)
        folders[name].add(folder)
    return [Group(name, tuple(sorted(folders[name])), tuple(found[name])) for name in sorted(found)]


def _divides(group: Group, telling: Mapping[str, Sequence[str]], depth: Mapping[str, int], documents: int) -> bool:
    """Whether a group is too large, and the folders below make two groups or more of it."""
    if len(group.paths) <= _LARGE * documents:
        return False
    below = Counter(telling[path][depth[path] + 1] for path in group.paths if depth[path] + 1 < len(telling[path]))
    return sum(count >= _FEWEST for count in below.values()) >= 2


def _telling(path: str, empty: Collection[str]) -> tuple[str, ...]:
    """The folders of a path that say what it is about, the outermost first."""
    return tuple(folder for folder in reversed(_folders(path)) if folder not in empty)


def _folders(path: str) -> list[str]:
    """The folders that a path lies in, the nearest first; not the root."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _saying_nothing(paths: Sequence[str]) -> set[str]:
    """Folders that only hold: by their name, as nearly all of their parent, or as one of several editions."""
    held = Counter(folder for path in paths for folder in ["", *_folders(path)])
    inside: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        for part in (path, *_folders(path)):
            inside[part.rpartition("/")[0]].add(part)
    empty = set()
    for parent, parts in inside.items():
        below = sorted(part for part in parts if part in held)
        empty |= {part for part in below if _holds_only(part) or held[part] >= _ALONE * held[parent]}
        # by the folders in them: a service's own README, API and deployment make it no edition of the next service
        names = {part: {inner.rpartition("/")[2] for inner in inside[part] if inner in held} for part in below}
        largest = sorted((part for part in below if names[part]), key=lambda part: (-held[part], part))[:_COMPARED]
        for one, other in combinations(largest, 2):
            shared = len(names[one] & names[other])
            if shared > 1 and shared >= _TWINS * len(names[one] | names[other]):
                empty |= {one, other}
    return empty


def _holds_only(folder: str) -> bool:
    name = folder.rpartition("/")[2]
    words = normalise(split_name(name)).split()
    return name.startswith(".") or is_version(name) or all(word in _HOLDERS for word in words)


def is_version(name: str) -> bool:
    """Whether a folder's name is a version: `1.4`, `v2`, `version-1.4.X`."""
    return bool(_VERSION.fullmatch(name))
