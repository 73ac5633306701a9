"""A folder -> where in which repository it lies, if sources can be changed there; else why not and what to do."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from docpipe.errors import ApplyError
from docpipe.git import GitError, Repository, open_repository
from docpipe.text.first_of import first_of

# file or folder in git's own -> what is under way while it is there, and how it ends
_UNDER_WAY = {
    "MERGE_HEAD": ("a merge", "git merge --continue, or git merge --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --continue, or --abort"),
    "REVERT_HEAD": ("a revert", "git revert --continue, or --abort"),
    "rebase-merge": ("a rebase", "git rebase --continue, or --abort"),
    "rebase-apply": ("a rebase", "git rebase --continue, or --abort"),
    "BISECT_LOG": ("a bisection", "git bisect reset"),
}
SHOWN = 3
_READABLE = (b"100644", b"100755", b"120000")  # git's modes of files and links


@dataclass(frozen=True, slots=True)
class Ground:
    """A repository with a branch checked out and nothing uncommitted.

    `prefix` leads from its top to the folder in question, b"" or with "/" at its end. `head` is the commit of `branch`,
    a full reference name.
    """

    repository: Repository
    top: Path
    prefix: bytes
    head: str
    branch: str


def stand(root: Path, own: Collection[str] = ()) -> Ground:
    """Where `root` lies. Raises ApplyError where sources cannot be changed there.

    `own` are the paths below `root` that docpipe wrote: it does not matter whether they are committed.
    """
    try:
        repository = open_repository(root.resolve())
    except GitError as error:
        raise ApplyError(f"{root} is in no git repository: {error}", "git init, commit, and run again") from error
    if repository.head is None:
        raise ApplyError("the repository has no commit yet", "commit what there is: it is the state to come back to")
    try:
        branch = repository.output("symbolic-ref", "--quiet", "HEAD").decode().strip()
    except GitError as error:
        raise ApplyError("no branch is checked out (a detached head)", "git switch to a branch, or make one") from error
    _refuse_what_is_under_way(repository)
    top, prefix = repository.output("rev-parse", "--show-toplevel", "--show-prefix").split(b"\n")[:2]
    ground = Ground(repository, Path(os.fsdecode(top)), prefix, repository.head, branch)
    _refuse_changes(ground, {prefix + os.fsencode(path) for path in own})
    return ground


def private(repository: Repository, name: str) -> Path:
    """Where git keeps a file of its own of that name, for this work tree."""
    found = os.fsdecode(repository.output("rev-parse", "--git-path", name).rstrip(b"\n"))
    return repository.root / found


def _refuse_what_is_under_way(repository: Repository) -> None:
    for name, (what, end) in _UNDER_WAY.items():
        if private(repository, name).exists():
            raise ApplyError(f"{what} is under way in this repository", f"finish it first: {end}")
    if private(repository, "index.lock").exists():
        raise ApplyError("another git is at work here (index.lock)", "wait for it; if none runs, delete the file")
    try:
        sparse = repository.output("config", "--type=bool", "core.sparseCheckout").strip() == b"true"
    except GitError:
        sparse = False
    if sparse:
        raise ApplyError("only part of the repository is checked out", "git sparse-checkout disable")


def _refuse_changes(ground: Ground, own: Collection[bytes]) -> None:
    found = [*_staged(ground), *_edited(ground), *_untracked(ground, own)]
    changed = [os.fsdecode(name) for name in dict.fromkeys(found)]
    if changed:
        names = first_of(changed, SHOWN)
        raise ApplyError(f"not committed: {names}", "commit or stash it: there must be a state to come back to")


def _staged(ground: Ground) -> Iterator[bytes]:
    rows = ground.repository.output("diff-index", "--cached", "--raw", "-z", "--no-renames", ground.head).split(b"\0")
    yield from rows[1::2]


def _edited(ground: Ground) -> Iterator[bytes]:
    """Tracked files whose content or mode is not the index's.

    Git's own `status` would run the filters that the repository's configuration names; so contents are compared here.
    """
    rows = ground.repository.output("diff-files", "--raw", "-z", "--no-renames", "--ignore-submodules=dirty")
    fields = rows.split(b"\0")
    for what, name in zip(fields[::2], fields[1::2], strict=False):
        before, now, digest, _, status = what.lstrip(b":").split(b" ")
        touched = status == b"M" and before == now and now in _READABLE
        if not (touched and _is_blob(digest.decode(), ground.top / os.fsdecode(name))):
            yield name


def _is_blob(digest: str, file: Path) -> bool:
    """Whether a file is the blob of that name, as it is or with the line ends of another system."""
    try:
        content = os.fsencode(file.readlink()) if file.is_symlink() else file.read_bytes()
    except OSError:
        return False
    kind = hashlib.sha256 if len(digest) == hashlib.sha256().digest_size * 2 else hashlib.sha1
    forms = (content, content.replace(b"\r\n", b"\n"))
    return any(kind(b"blob %d\0%s" % (len(form), form), usedforsecurity=False).hexdigest() == digest for form in forms)


def _untracked(ground: Ground, own: Collection[bytes]) -> Iterator[bytes]:
    listed = ground.repository.output("ls-files", "--others", "--exclude-standard", "-z", "--full-name", ":/")
    for name in listed.split(b"\0"):
        if name and name not in own and not name.startswith(ground.prefix + b".docpipe/"):
            yield name


def same(content: bytes, file: Path) -> bool:
    """Whether a file holds what git does, or the same with the line ends of another system."""
    try:
        there = file.read_bytes() if file.is_file() and not file.is_symlink() else None
    except OSError:
        return False
    return there is not None and there.replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n")
