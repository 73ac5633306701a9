"""A folder without a repository -> the files in it that its `.gitignore` files let through. Follows no link."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from docpipe.crawl.patterns import compiled
from docpipe.text.decoding import decode

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_LARGEST_IGNORE_FILE = 1 << 20  # bytes


@dataclass(slots=True)
class Walked:
    """Names relative to the root: files, folders that are repositories of their own, folders that would not open."""

    files: list[str] = field(default_factory=list)
    repositories: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


# The rules in force in a folder, innermost first, each with the length of the folder name that it counts from.
_Rules = tuple[tuple[int, "GitIgnoreSpec"], ...]


def walk(root: Path) -> Walked:
    """Everything below `root` that no `.gitignore` names."""
    found = Walked()
    waiting: list[tuple[str, _Rules]] = [("", ())]
    while waiting:
        folder, rules = waiting.pop()
        try:
            entries = list(os.scandir(root / folder))
        except OSError:
            found.closed.append(folder.rstrip("/"))
            continue
        names = {entry.name for entry in entries}
        if ".git" in names and folder:
            found.repositories.append(folder.rstrip("/"))
            continue
        if ".gitignore" in names:
            rules = (*_read(root, folder, found.notes), *rules)
        for entry in entries:
            name = folder + entry.name
            if entry.name == ".git":
                continue
            if entry.is_dir(follow_symlinks=False):
                if not _ignored(name + "/", rules):
                    waiting.append((name + "/", rules))
            elif not _ignored(name, rules):
                found.files.append(name)
    return found


def _ignored(name: str, rules: _Rules) -> bool:
    """The innermost file that has an opinion decides, as in git; a folder that is ignored is not entered at all."""
    for length, spec in rules:
        verdict = spec.check_file(name[length:]).include
        if verdict is not None:
            return verdict
    return False


def _read(root: Path, folder: str, notes: list[str]) -> _Rules:
    path = root / folder / ".gitignore"
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST_IGNORE_FILE:
        return ()  # git, too, follows no symbolic link here
    try:
        lines = decode(path.read_bytes()).text.split("\n")
    except OSError:
        return ()
    spec, refused = compiled(lines)
    notes.extend(f"{folder}.gitignore: the pattern {line!r} cannot be used and was left out" for line in refused)
    return ((len(folder), spec),)
