"""A folder -> the name of everything in it that is not ignored: as git sees it, or by its `.gitignore` files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docpipe.crawl.names import is_markdown
from docpipe.crawl.walk import walk
from docpipe.git import GitError, Repository, open_repository

OTHER_REPOSITORY = "a repository of its own: scan it by itself"
_CLOSED_FOLDER = "this folder cannot be opened"
_NOT_CHECKED_OUT = "not checked out (sparse checkout)"


@dataclass(frozen=True, slots=True)
class Listing:
    """Names relative to the root, `/` between their parts, as the operating system spells them.

    `unseen` holds folders that the listing did not enter, and Markdown that git tracks and the disk does not hold, each
    with the reason. `repository` is None where git had no say.
    """

    names: tuple[str, ...]
    unseen: Mapping[str, str]
    repository: Repository | None
    notes: tuple[str, ...]


def list_names(root: Path) -> Listing:
    """Everything below the resolved folder `root` that is not ignored."""
    try:
        listing = _by_git(open_repository(root))
    except GitError as error:
        return _by_walking(root, _why_no_git(root, str(error)))
    if not listing.names and not listing.unseen:
        walked = _by_walking(root, "git ignores this folder, so its history is not used: no dates, renames or removals")
        return walked if walked.names else listing
    return listing


def _by_git(repository: Repository) -> Listing:
    listed, warnings = repository.outcome("ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard")
    names: dict[str, None] = {}  # a path in conflict is listed once a side
    unseen: dict[str, str] = {}
    for row in listed.split(b"\0"):
        if not row:
            continue
        tag, name = row[:1], os.fsdecode(row[2:])
        if name.endswith("/"):
            unseen[name.rstrip("/")] = OTHER_REPOSITORY
        elif tag == b"S" and not os.path.lexists(repository.root / name):
            if is_markdown(name):
                unseen[name] = _NOT_CHECKED_OUT
        else:
            names[name] = None
    notes = [] if repository.boundary is None else ["shallow clone: older dates, renames and removals are unknown"]
    notes += sorted(f"git: {warning.removeprefix('warning: ')}" for warning in warnings)
    return Listing(tuple(names), unseen, repository, tuple(notes))


def _by_walking(root: Path, note: str) -> Listing:
    found = walk(root)
    unseen = dict.fromkeys(found.repositories, OTHER_REPOSITORY) | dict.fromkeys(found.closed, _CLOSED_FOLDER)
    return Listing(tuple(found.files), unseen, None, (note, *sorted(found.notes)))


def _why_no_git(root: Path, words: str) -> str:
    if "dubious ownership" in words:
        return (
            "git does not read this repository because it belongs to another user: no dates, renames or removals. "
            "To allow it: git config --global --add safe.directory " + root.as_posix()
        )
    if "not a git repository" in words:
        return "no git repository: no dates, renames or removals"
    return f"without git ({words}): no dates, renames or removals"
