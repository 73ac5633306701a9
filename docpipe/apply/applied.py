"""Tags -> what `--apply` did last: the states before and after, and the branch that it began on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass

from docpipe.git import GitError, Repository

_TAGS = "refs/tags/docpipe"
_FROM = re.compile(rb"^From: (refs/heads/\S+)$", re.MULTILINE)
_NUMBER = re.compile(r"refs/tags/docpipe/after-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Applied:
    """One `--apply`: its number, its first and last state as commits, and the branch that it started from."""

    number: int
    before: str
    after: str
    origin: str

    @property
    def branch(self) -> str:
        """The branch that `--apply` made."""
        return f"refs/heads/docpipe/consolidate-{self.number}"

    @property
    def before_tag(self) -> str:
        """The tag on the state before."""
        return f"{_TAGS}/before-{self.number}"

    @property
    def after_tag(self) -> str:
        """The tag on the state after."""
        return f"{_TAGS}/after-{self.number}"


def last(repository: Repository) -> Applied | None:
    """The latest that the checked-out commit comes after; None where there is none."""
    for number in sorted(_numbers(_references(repository)), reverse=True):
        found = read(repository, number)
        if found and repository.head and _comes_after(repository, found.after):
            return found
    return None


def read(repository: Repository, number: int) -> Applied | None:
    """The `--apply` of that number, by its tags."""
    try:
        before, after = (
            repository.output("rev-parse", "--verify", f"{_TAGS}/{side}-{number}^{{commit}}").decode().strip()
            for side in ("before", "after")
        )
        origin = _FROM.search(repository.output("cat-file", "tag", f"{_TAGS}/after-{number}"))
    except GitError:
        return None
    return Applied(number, before, after, os.fsdecode(origin[1])) if origin else None


def next_number(repository: Repository) -> int:
    """One more than any that a tag or a branch has."""
    names = _references(repository)
    branches = [
        int(name.rpartition("-")[2]) for name in names if re.fullmatch(r"refs/heads/docpipe/consolidate-\d{1,9}", name)
    ]
    return max([0, *_numbers(names), *branches]) + 1


def tag(repository: Repository, commit: str, number: int, origin: str, who: bytes) -> str:
    """The id of a tag object that says where an `--apply` started from."""
    head = b"object %s\ntype commit\ntag docpipe/after-%d\ntagger %s\n\n" % (commit.encode(), number, who)
    text = head + b"The state after docpipe consolidate --apply\n\nFrom: %s\n" % os.fsencode(origin)
    return repository.output("mktag", given=text).decode().strip()


def _references(repository: Repository) -> list[str]:
    listed = repository.output("for-each-ref", "--format=%(refname)", _TAGS, "refs/heads/docpipe")
    return os.fsdecode(listed).split()


def _numbers(names: Iterable[str]) -> list[int]:
    return [int(found[1]) for name in names if (found := _NUMBER.fullmatch(name))]


def _comes_after(repository: Repository, commit: str) -> bool:
    try:
        repository.output("merge-base", "--is-ancestor", commit, "HEAD")
    except GitError:
        return False
    return True
