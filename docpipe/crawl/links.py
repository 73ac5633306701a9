"""Names in a tree -> what stands behind each: a regular file, a folder, or why neither; symbolic links seen through."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind a name: its kind, the absolute path that opens it, and its status there.

    `name` is where it really lies below the root, another one than was asked for where a symbolic link leads there.
    """

    kind: Literal["file", "folder"]
    name: str
    location: str
    status: os.stat_result


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing that could be read stands behind a name. `reason` is None where there is nothing at all."""

    reason: str | None


class Tracer:
    """Looks names up below one root and follows symbolic links only to what also lies below it."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._straight: dict[str, bool] = {"": True}

    def look(self, name: str) -> Found | Missing:
        """What stands behind `name`, a path relative to the root."""
        location = os.path.join(self._root, name)  # noqa: PTH118 - pathlib costs a third of the crawl here
        if not self._is_straight(name.rpartition("/")[0]):
            return Missing("behind a symbolic link, or out of the root")
        try:
            status = os.lstat(location)
        except OSError as error:
            return Missing(None if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}")
        if stat.S_ISLNK(status.st_mode):
            return self._follow(location)
        return _classified(name, location, status)

    def _is_straight(self, folder: str) -> bool:
        """Whether `folder` leads down from the root with no symbolic link: an index may name anything."""
        if folder.startswith("/") or folder.rpartition("/")[2] == "..":
            return False
        if folder not in self._straight:
            parent = folder.rpartition("/")[0]
            location = os.path.join(self._root, folder)  # noqa: PTH118 - as above
            self._straight[folder] = self._is_straight(parent) and not os.path.islink(location)  # noqa: PTH114 - as above
        return self._straight[folder]

    def _follow(self, link: str) -> Found | Missing:
        real = os.path.realpath(link)
        if not Path(real).is_relative_to(self._root):
            return Missing("a symbolic link out of the root")
        name = os.path.relpath(real, self._root).replace(os.sep, "/")
        if ".git" in name.split("/"):  # remotes there may hold a password
            return Missing("a symbolic link into git's own folder")
        try:
            status = os.stat(real)  # noqa: PTH116 - as above
        except OSError:
            return Missing("a symbolic link that leads nowhere")
        return _classified(name, real, status)


def _classified(name: str, location: str, status: os.stat_result) -> Found | Missing:
    if stat.S_ISREG(status.st_mode):
        return Found("file", name, location, status)
    if stat.S_ISDIR(status.st_mode):
        return Found("folder", name, location, status)
    return Missing("not a regular file")
