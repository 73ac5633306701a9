"""A commit -> its files in a folder of their own, as a small repository that borrows the objects."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from docpipe.git import Repository


def checkout(repository: Repository, commit: str, folder: Path) -> Path:
    """Fill the new `folder` with the tree of a commit; the folder in it that `repository` is seen from."""
    objects = repository.root / os.fsdecode(repository.output("rev-parse", "--git-path", "objects").rstrip(b"\n"))
    prefix = os.fsdecode(repository.output("rev-parse", "--show-prefix").rstrip(b"\n"))
    folder.mkdir()
    there = replace(repository, root=folder)
    there.output("init", "--quiet", "--template=", f"--object-format={_format(repository)}")
    alternates = folder / ".git" / "objects" / "info" / "alternates"
    alternates.parent.mkdir(parents=True, exist_ok=True)
    alternates.write_bytes(os.fsencode(objects.resolve()) + b"\n")
    there.output("reset", "--quiet", "--hard", commit)
    return folder / prefix


def _format(repository: Repository) -> str:
    return repository.output("rev-parse", "--show-object-format").decode().strip()
