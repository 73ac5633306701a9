"""The files that a witness may read: inside the root, of moderate size, as text. Nothing outside, nothing followed."""

from __future__ import annotations

import stat
from dataclasses import dataclass, field
from pathlib import Path

from docpipe.model import Tree

MAX_BYTES = 2_000_000


@dataclass(slots=True)
class Files:
    """Text of the tree's files, read once each."""

    tree: Tree
    _texts: dict[str, str | None] = field(default_factory=dict)
    _names: frozenset[str] | None = None
    _folders: dict[str, Path] = field(default_factory=dict)  # where those that were asked for really lie

    def has(self, path: str) -> bool:
        """Whether the tree lists the file."""
        if self._names is None:
            self._names = frozenset(self.tree.files)
        return path in self._names

    def text(self, path: str) -> str | None:
        """The file's text, or None if it is not in the tree, lies elsewhere, is too large, empty, or no text."""
        if path not in self._texts:
            self._texts[path] = self._read(path) if self.has(path) else None
        return self._texts[path]

    def _read(self, path: str) -> str | None:
        folder, _, name = path.rpartition("/")
        try:
            if folder not in self._folders:
                self._folders[folder] = self._within(folder)
            place = self._folders[folder] / name
            status = place.lstat()
            if stat.S_ISLNK(status.st_mode):
                place = self._within(path)
                status = place.lstat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
                return None
            data = place.read_bytes()
        except (OSError, ValueError, RuntimeError):
            return None
        if not data or b"\x00" in data[:4096]:
            return None
        return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")

    def _within(self, path: str) -> Path:
        """Where a file or folder really lies. Raises ValueError where that is not below the root."""
        root = Path(self.tree.root).resolve()
        place = (root / path).resolve()
        place.relative_to(root)
        return place
