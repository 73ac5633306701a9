"""Git's log, read once in the background -> when each path last changed, what it was called, what is gone."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO

from docpipe.crawl.names import printable
from docpipe.git import GitError, Repository
from docpipe.model import History, SourceFile, Tree

_MOST_COMMITS = 100_000  # the newest; git takes about half a minute for so many
# `--relative` gives names below the root only. Renames with edits are sought among at most this many candidates a
# commit (git compares each removed with each added file); exact ones are always found.
_LOG = (
    "log", "--format=%H %as", "-z", "--name-status", "--relative",
    "--no-ext-diff", "--no-textconv", "--no-show-signature",
)  # fmt: skip
_RENAMES = ("--find-renames", "-l400")
_COMMIT = re.compile(rb"[0-9a-f]{40,64} (\d{4}-\d\d-\d\d)?")
_HEADER = re.compile(rb"(?:^|\0)[0-9a-f]{40,64} ")


@dataclass(frozen=True, slots=True)
class PendingHistory:
    """Git at work, writing to a file, so that nobody has to listen while it runs; no process where nothing is known."""

    repository: Repository | None
    process: subprocess.Popen[bytes] | None
    written: IO[bytes]

    def finish(self) -> History:
        """Wait for git and read what it wrote."""
        with self.written:
            if self.repository is None or self.process is None:
                return History()
            if self.process.wait() == 0:
                self.written.seek(0)
                return _told(self.written.read(), self.repository)
        return _without_contents(self.repository)

    def cancel(self) -> None:
        """Stop git; what it wrote is dropped."""
        with self.written:
            if self.process is not None:
                self.process.kill()
                self.process.wait()


def begin(repository: Repository | None) -> PendingHistory:
    """Start git's log."""
    written = tempfile.TemporaryFile()  # noqa: SIM115 - closed by finish() or cancel()
    if repository is None or repository.head is None:
        return PendingHistory(None, None, written)
    arguments = (*_LOG, *_RENAMES, f"--max-count={_MOST_COMMITS}")
    return PendingHistory(repository, repository.start(*arguments, stdout=written), written)


def _told(log: bytes, repository: Repository) -> History:
    """What a log tells, and whether it goes back to the beginning."""
    history = _read(_changes(log, repository.boundary or frozenset()))
    if len(_HEADER.findall(log)) < _MOST_COMMITS:
        return history
    return replace(history, notes=(f"only the newest {_MOST_COMMITS:,} commits were read for dates and renames",))


def _without_contents(repository: Repository) -> History:
    """What a partial clone can tell: it may lack the contents that renames are found by, and even the folders."""
    try:
        log = repository.output(*_LOG, "--no-renames", f"--max-count={_MOST_COMMITS}")
    except GitError as error:
        return History(notes=(f"git's history cannot be read ({error}): no dates, renames or removals",))
    read = _read(_changes(log, repository.boundary or frozenset()))
    return replace(read, notes=("partial clone: renames are unknown",))


def remember(tree: Tree, history: History) -> Tree:
    """The tree with what its history knows of paths that it no longer has; moves that somebody told go before."""
    present = {*tree.files, *tree.folders}
    known = {**history.renames, **tree.renames}
    renames = {old: new for old, new in sorted(known.items()) if old not in present and new in present}
    return replace(tree, renames=renames, removed=history.gone - present)


def dated(source: SourceFile, history: History) -> SourceFile:
    """The file with the date of its last change."""
    return replace(source, last_changed=history.changed.get(source.path))


@dataclass(frozen=True, slots=True)
class _Change:
    """One path of one commit: git's letter, the path, its former name; the date, None where git cannot know it."""

    letter: str
    same: bool  # renamed with no change of content
    path: str
    former: str
    date: str | None


def _changes(log: bytes, boundary: frozenset[str]) -> Iterator[_Change]:
    """The changes of all commits, newest first.

    With `-z` a commit is its header, then after a line end a status letter, one name (two for a rename), and so on.
    """
    tokens = iter(log.split(b"\0"))
    date: str | None = None
    for token in tokens:
        header = _COMMIT.fullmatch(token)
        if header:
            shallow = token.split(b" ")[0].decode() in boundary  # its parents are not here: all files look new
            date = header[1].decode() if header[1] and not shallow else None
            continue
        status = token.lstrip(b"\n").decode("ascii", "replace")
        if not status:
            continue
        name = os.fsdecode(next(tokens, b""))
        newer = os.fsdecode(next(tokens, b"")) if status[0] in "RC" else name
        yield _Change(status[0], status == "R100", newer, name, date)


def _read(changes: Iterator[_Change]) -> History:
    changed: dict[str, str | None] = {}
    renames: dict[str, str] = {}
    gone: set[str] = set()
    today: dict[str, str] = {}  # a name as of the commit at hand -> the newest name of the same file
    for change in changes:
        newest = today.get(change.path, change.path)
        if not change.same and change.letter != "D":
            changed.setdefault(newest, change.date)
        if change.letter == "R":
            today.pop(change.path, None)
            today[change.former] = newest
            renames.setdefault(change.former, newest)
        elif change.letter == "A":
            today.pop(change.path, None)  # an older file of this name is another file
        if change.letter in "RD":
            gone.add(change.former)
    dates = {path: date for path, date in changed.items() if date}
    return _spelled(dates, renames, gone)


def _spelled(changed: Mapping[str, str], renames: Mapping[str, str], gone: set[str]) -> History:
    """The same with paths as they are printed."""
    path = printable({*changed, *renames, *renames.values(), *gone})
    return History(
        {path[name]: date for name, date in sorted(changed.items())},
        {path[old]: path[new] for old, new in sorted(renames.items())},
        frozenset(path[name] for name in gone),
    )
