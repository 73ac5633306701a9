"""A table that says what has moved -> old path to new path, for every file of a folder that moved as well."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from docpipe.errors import PathError
from docpipe.model import Tree

_MARKS = ("\t", " -> ")
_FORM = "one move a line, from the root: the old path, a tab or ->, the new path; # begins a remark"


def read(text: str, name: str, tree: Tree) -> Mapping[str, str]:
    """The moves of the table `name`. Raises PathError where a line tells none, or of one to where nothing is."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        mark = next((mark for mark in _MARKS if mark in line), None)
        old, _, new = line.partition(mark) if mark else (line, "", "")
        old, new = _path(old), _path(new)
        if not old or not new:
            raise PathError(f"{name}:{number}: no move: {line.strip()}", _FORM)
        if new not in tree.files and new not in tree.folders:
            raise PathError(f"{name}:{number}: {new} does not exist", "name the path as it is now")
        found[old] = new
        below = (path[len(new) :] for path in (*tree.files, *tree.folders) if path.startswith(f"{new}/"))
        found.update((old + rest, new + rest) for rest in below if old + rest not in found)
    return found


def _path(written: str) -> str:
    path = posixpath.normpath(written.strip()) if written.strip() else ""
    return "" if path == "." or path.startswith(("/", "../")) or path == ".." else path
