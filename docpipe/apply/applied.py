"""Tags -> what `--apply` did last: the states before and after, and the branch that it began on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from docpipe.git import GitError, Repository

Command = Literal["consolidate", "fix"]
_TAGS = "refs/tags/docpipe"
_FROM = re.compile(rb"^The state after docpipe (consolidate|fix) --apply\n\nFrom: (refs/heads/\S+)$", re.MULTILINE)
_BRANCH = re.compile(r"refs/heads/docpipe/(?:consolidate|fix)-([0-9]{1,9})")
_TAG = re.compile(r"refs/tags/docpipe/after-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Applied:
    """One `--apply`: of which command, its number, its first and last state, and the branch that it started from."""

    number: int
    before: str
    after: str
    origin: str
    command: Command

    @property
    def branch(self) -> str:
        """The branch that `--apply` made."""
        return f"refs/heads/docpipe/{self.command}-{self.number}"

    @property
    def before_tag(self) -> str:
        """The tag on the state before."""
        return f"{_TAGS}/before-{self.number}"

    @property
    def after_tag(self) -> str:
        """The tag on the state after."""
        return f"{_TAGS}/after-{self.number}"


def last(repository: Repository, command: Command | None = None) -> Applied | None:
    """The latest that the checked-out commit comes after, of `command` if one is named; None where there is none."""
    for number in sorted(_numbers(_TAG, _references(repository)), reverse=True):
        found = read(repository, number)
        wanted = found and command in (None, found.command)
        if found and wanted and repository.head and _comes_after(repository, found.after):
            return found
    return None


def read(repository: Repository, number: int) -> Applied | None:
    """The `--apply` of that number, by its tags."""
    try:
        before, after = (
            repository.output("rev-parse", "--verify", f"{_TAGS}/{side}-{number}^{{commit}}").decode().strip()
            for side in ("before", "after")
        )
        told = _FROM.search(repository.output("cat-file", "tag", f"{_TAGS}/after-{number}"))
    except GitError:
        return None
    if told is None:
        return None
    return Applied(number, before, after, os.fsdecode(told[2]), "fix" if told[1] == b"fix" else "consolidate")


def next_number(repository: Repository) -> int:
    """One more than any that a tag or a branch has."""
    names = _references(repository)
    return max([0, *_numbers(_TAG, names), *_numbers(_BRANCH, names)]) + 1


def tag(repository: Repository, done: Applied, who: bytes) -> str:
    """The id of a tag object that says which command's `--apply` ended there, and where it started from."""
    head = b"object %s\ntype commit\ntag docpipe/after-%d\ntagger %s\n\n" % (done.after.encode(), done.number, who)
    told = b"The state after docpipe %s --apply\n\nFrom: %s\n" % (done.command.encode(), os.fsencode(done.origin))
    return repository.output("mktag", given=head + told).decode().strip()


def _references(repository: Repository) -> list[str]:
    listed = repository.output("for-each-ref", "--format=%(refname)", _TAGS, "refs/heads/docpipe")
    return os.fsdecode(listed).split()


def _numbers(form: re.Pattern[str], names: Iterable[str]) -> list[int]:
    return [int(found[1]) for name in names if (found := form.fullmatch(name))]


def _comes_after(repository: Repository, commit: str) -> bool:
    try:
        repository.output("merge-base", "--is-ancestor", commit, "HEAD")
    except GitError:
        return False
    return True
