"""The tree as references need it: what exists, where a name stands, what history says of a path."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from docpipe.model import Fact, Tree

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


# Endings that names of modules and pages leave out.
ENDINGS_LEFT_OUT = (".md", ".mdx", ".py", ".ts", ".tsx", ".js", ".jsx", ".go", ".rs")


class Ground:
    """Look-ups in one tree. Built once a run."""

    def __init__(self, tree: Tree, facts: Iterable[Fact] = ()) -> None:
        """Index the tree's files and folders by name, and gather what `facts` say is kept out of it."""
        patterns: defaultdict[str, list[str]] = defaultdict(list)
        for fact in facts:
            if fact.attribute == "ignored":
                patterns[fact.path.rpartition("/")[0]].append(fact.subject)
        self._ignored = dict(_compiled(patterns))
        self.files = frozenset(tree.files)
        self.folders = frozenset(tree.folders) | {""}
        self.without_ending = frozenset(
            path.rpartition(".")[0] for path in tree.files if path.endswith(ENDINGS_LEFT_OUT)
        )
        self.renames: Mapping[str, str] = tree.renames
        self.removed = tree.removed
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for path in (*tree.folders, *tree.files):
            by_name[path.rpartition("/")[2]].append(path)
        self.by_name: Mapping[str, tuple[str, ...]] = {name: tuple(sorted(paths)) for name, paths in by_name.items()}
        children: defaultdict[str, list[str]] = defaultdict(list)
        for path in tree.files:
            children[path.rpartition("/")[0]].append(path)
        self._children: Mapping[str, list[str]] = children
        self._lower = frozenset(path.lower() for path in self.files | self.folders)

    def exists(self, path: str) -> bool:
        """Whether a file or folder lies there."""
        path = path.rstrip("/")
        return path in self.files or path in self.folders

    def exists_in_some_case(self, path: str) -> bool:
        """Whether it would lie there where letter case does not count."""
        return path.rstrip("/").lower() in self._lower

    def is_ignored(self, path: str) -> bool:
        """Whether the repository keeps such a file or folder out of itself."""
        return any(
            spec.match_file(path[len(folder) :].lstrip("/"))
            for folder, spec in self._ignored.items()
            if not folder or path.startswith(f"{folder}/")
        )

    def is_past(self, path: str) -> bool:
        """Whether history had the path and the tree has not."""
        return path in self.removed or path in self.renames

    def ending_with(self, path: str) -> tuple[str, ...]:
        """Files and folders whose path ends with `path`, whole steps only."""
        tail = "/" + path
        return tuple(found for found in self.by_name.get(path.rpartition("/")[2], ()) if ("/" + found).endswith(tail))

    def children(self, folder: str) -> Iterable[str]:
        """The files that lie right in a folder."""
        return self._children.get(folder, ())

    def has_beginning(self, folder: str, beginnings: tuple[str, ...]) -> bool:
        """Whether a file of the folder has a name that begins so."""
        return any(path.rpartition("/")[2].startswith(beginnings) for path in self._children.get(folder, ()))

    def has_ending(self, folder: str, ending: str) -> bool:
        """Whether a file of the folder ends so."""
        return bool(ending) and any(path.endswith(f".{ending}") for path in self._children.get(folder, ()))

    def has_kin(self, folder: str, name: str) -> bool:
        """Whether a file of the folder is of its family: `compose.dev.yml` and `compose.yml`, `run` and `run.sh`."""
        stem, _, rest = name.lstrip(".").partition(".")
        if stem == "env" and self.has_beginning(folder, (".env.", "env.")):
            return True
        others = [path.rpartition("/")[2].lstrip(".") for path in self._children.get(folder, ())]
        if not rest:
            return any(other.partition(".")[0] == stem for other in others if "." in other)
        family, last = re.split(r"[-_]", stem)[0], rest.rpartition(".")[2]
        return any(re.split(r"[-_.]", other)[0] == family and other.rpartition(".")[2] == last for other in others)

    def stands_below(self, folders: Iterable[str], name: str) -> bool:
        """Whether something of that name stands somewhere below one of the folders."""
        return any(path.startswith(folder + "/") for path in self.by_name.get(name, ()) for folder in folders)

    def folder_below(self, folder: str, path: str) -> str | None:
        """The folder that `path`, seen from `folder`, names; None if there is none."""
        whole = join(folder, path)
        return whole if whole in self.folders else None


def _compiled(patterns: Mapping[str, list[str]]) -> Iterator[tuple[str, GitIgnoreSpec]]:
    if patterns:
        from pathspec import GitIgnoreSpec  # imported here: a tree without such patterns needs it not

        for folder in sorted(patterns):
            yield folder, GitIgnoreSpec.from_lines(patterns[folder])


def join(folder: str, path: str) -> str:
    """The path of `path` seen from `folder`, from the root, without dots; one that leaves the root keeps its `..`."""
    if "./" not in path and "//" not in path and path[:1] not in ("", "/") and not path.endswith("."):
        path = path.rstrip("/")
        return f"{folder}/{path}" if folder else path
    whole = posixpath.normpath(posixpath.join(folder, path))
    return "" if whole == "." else whole


def ancestors(path: str) -> tuple[str, ...]:
    """The folders above a path, the nearest first, the root last."""
    folder = posixpath.dirname(path)
    found = []
    while folder:
        found.append(folder)
        folder = posixpath.dirname(folder)
    return (*found, "")
