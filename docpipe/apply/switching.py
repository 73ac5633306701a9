"""Another commit -> the work tree, the index and HEAD, whole or not at all.

A journal in git's own folder names the two commits before the first file is touched. Whoever comes next after a run
that died goes on from there, so the tree is never left between two states for good.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from docpipe import atomic
from docpipe.apply.ground import private, same
from docpipe.errors import ApplyError
from docpipe.git import GitError, Repository, open_repository

IMPORT = "refs/docpipe/import"  # keeps new commits from being collected until a branch has them
_JOURNAL = "docpipe-switch.json"
_INDEX = "docpipe-index"
_FILES = (b"100644", b"100755", b"120000")


@dataclass(frozen=True, slots=True)
class Switch:
    """From the commit `old` to `new`, then on the branch `head`. `refs`: name -> its new value, "" where it goes."""

    old: str
    new: str
    head: str
    refs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Difference:
    """One path of the tree: its mode and blob in the old and in the new commit; b"000000" where it is not there."""

    path: bytes
    old_mode: bytes
    old_blob: str
    new_mode: bytes
    new_blob: str


def switch(repository: Repository, top: Path, wanted: Switch, own: Collection[bytes] = ()) -> None:
    """Bring the clean work tree below `top` from one commit to another. Raises ApplyError where a file is in the way.

    `own` are paths of files that no commit holds and that may be overwritten: docpipe wrote them.
    """
    differences = _differences(repository, wanted)
    for difference in differences:
        _refuse(difference, top, repository, own)
    atomic.write(private(repository, _JOURNAL), json.dumps(asdict(wanted)).encode())
    _carry_out(repository, top, wanted, differences)


def recover(root: Path) -> bool:
    """Finish what a run that died began in the repository of `root`, if any did; whether one did."""
    try:
        repository = open_repository(root.resolve())
        if private(repository, IMPORT).exists():  # commits that no branch was given yet
            repository.output("update-ref", "-d", IMPORT)
        journal = private(repository, _JOURNAL)
        if not journal.exists():
            return False
        wanted = Switch(**json.loads(journal.read_bytes()))
        top = Path(os.fsdecode(repository.output("rev-parse", "--show-toplevel").rstrip(b"\n")))
    except GitError:
        return False
    differences = _differences(repository, wanted)
    for difference in differences:
        _refuse_edited(difference, top, repository)
    for lock in ("HEAD.lock", *(f"{name}.lock" for name in wanted.refs)):
        private(repository, lock).unlink(missing_ok=True)
    _carry_out(repository, top, wanted, differences)
    return True


def _carry_out(repository: Repository, top: Path, wanted: Switch, differences: list[_Difference]) -> None:
    """All steps in their order; each may have been done already."""
    blobs = repository.blobs(d.new_blob for d in differences if d.new_mode in _FILES)
    for difference in sorted(differences, key=lambda d: d.new_mode in _FILES):  # what goes makes room for what comes
        _put(difference, top, blobs)
    index, copy = private(repository, "index"), private(repository, _INDEX)
    shutil.copyfile(index, copy)
    repository.output("read-tree", "--reset", wanted.new, index=copy)
    copy.replace(index)
    repository.output("update-ref", "--stdin", given=b"".join(_ref_lines(repository, wanted.refs)))
    repository.output("symbolic-ref", "-m", "docpipe", "HEAD", wanted.head)
    private(repository, _JOURNAL).unlink()


def _ref_lines(repository: Repository, refs: Mapping[str, str]) -> Iterator[bytes]:
    standing = repository.output("for-each-ref", "--format=%(refname)").decode("utf-8", "surrogateescape").split("\n")
    for name, value in sorted(refs.items()):
        if value:
            yield f"update {name} {value}\n".encode()
        elif name in standing:
            yield f"delete {name}\n".encode()


def _differences(repository: Repository, wanted: Switch) -> list[_Difference]:
    told = repository.output("diff-tree", "-r", "-z", "--raw", "--no-renames", wanted.old, wanted.new).split(b"\0")
    found = []
    for what, path in zip(told[::2], told[1::2], strict=False):
        old_mode, new_mode, old_blob, new_blob, _ = what.lstrip(b":").split(b" ")
        _refuse_odd(path)
        found.append(_Difference(path, old_mode, old_blob.decode(), new_mode, new_blob.decode()))
    return found


def _refuse_odd(path: bytes) -> None:
    parts = path.split(b"/")
    if b".." in parts or b".git" in {part.lower() for part in parts}:
        raise ApplyError(f"{os.fsdecode(path)} is no path of a work tree", "this is not one of docpipe's own commits")


def _refuse(difference: _Difference, top: Path, repository: Repository, own: Collection[bytes]) -> None:
    """A file that git does not track must not be lost where a new one goes."""
    target = _target(difference, top)
    if difference.old_mode in _FILES or difference.path in own or not os.path.lexists(target):
        return
    if not same(repository.output("cat-file", "blob", difference.new_blob), target):
        raise ApplyError(f"{os.fsdecode(difference.path)} is in the way", "move it away and run again")


def _refuse_edited(difference: _Difference, top: Path, repository: Repository) -> None:
    """After a run that died each file is the old or the new one, or somebody has been there since."""
    target = _target(difference, top)
    sides = ((difference.old_mode, difference.old_blob), (difference.new_mode, difference.new_blob))
    for mode, blob in sides:
        if mode not in _FILES:
            if not os.path.lexists(target):
                return
        elif _holds(target, mode, repository.output("cat-file", "blob", blob)):
            return
    name = os.fsdecode(difference.path)
    raise ApplyError(
        f"{name} was changed after docpipe was stopped while it moved files",
        f"move {name} away, run the command again, and look at your change then",
    )


def _holds(target: Path, mode: bytes, content: bytes) -> bool:
    if mode == b"120000":
        return target.is_symlink() and os.fsencode(target.readlink()) == content
    return same(content, target)


def _target(difference: _Difference, top: Path) -> Path:
    """Where a path lies on disk; never behind a symbolic link."""
    target = top / os.fsdecode(difference.path)
    for above in target.relative_to(top).parents:
        if (top / above).is_symlink():
            raise ApplyError(f"{above} is a symbolic link", "nothing is written through a link: replace it by a folder")
    return target


def _put(difference: _Difference, top: Path, blobs: Mapping[str, bytes]) -> None:
    target = _target(difference, top)
    if difference.new_mode not in _FILES:
        target.unlink(missing_ok=True)
        _remove_empty_folders(target.parent, top)
    elif not _holds(target, difference.new_mode, blobs[difference.new_blob]):
        target.parent.mkdir(parents=True, exist_ok=True)
        if difference.new_mode == b"120000":
            target.unlink(missing_ok=True)
            target.symlink_to(os.fsdecode(blobs[difference.new_blob]))
        else:
            mode = 0o755 if difference.new_mode == b"100755" else 0o644
            atomic.write(target, blobs[difference.new_blob], mode=mode)


def _remove_empty_folders(folder: Path, top: Path) -> None:
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
