"""The last `--apply` -> taken back: by going back where nothing came after it, else by a commit that reverts it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from docpipe.apply import applied
from docpipe.apply.applied import Applied
from docpipe.apply.changes import Change, Remove, Write
from docpipe.apply.commits import Draft, commit
from docpipe.apply.ground import SHOWN, Ground, stand
from docpipe.apply.mending import SUBJECT
from docpipe.apply.phases import PHASES
from docpipe.apply.switching import IMPORT, Switch, recover, switch
from docpipe.errors import ApplyError
from docpipe.git import GitError
from docpipe.model import Phase
from docpipe.text.first_of import first_of

_NOTHING = b"0" * 6
_SAID = {"consolidate": "the consolidation", "fix": "what docpipe fix set right"}


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the phases, latest first, the branch checked out now, and whether a commit reverts them."""

    phases: tuple[str, ...]
    branch: str
    reverted: bool


def undo(root: Path, phase: Phase | None, own: Collection[str] = ()) -> Undone:
    """Take back the last `--apply` in the repository of `root`; of it only `phase` and those after it, if one is named.

    Raises ApplyError where there is none, or later edits stand on it.
    """
    recover(root)
    ground = stand(root, own)
    done = applied.last(ground.repository)
    if done is None:
        raise ApplyError(
            "nothing to take back: no docpipe consolidate --apply or fix --apply on this branch",
            "git switch to its branch",
        )
    base, phases = _base(ground, done, phase)
    straight = ground.head == done.after and ground.branch == done.branch
    whole = base == done.before
    if straight and whole:
        _go_back(ground, done)
    elif straight:
        refs = {done.branch: base, **_moved_tag(ground, done, base)}
        switch(ground.repository, ground.top, Switch(done.after, base, done.branch, refs))
    else:
        _revert(ground, done, base, phases, whole=whole)
    now = done.origin if straight and whole else ground.branch
    return Undone(phases, now.removeprefix("refs/heads/"), not straight)


def _base(ground: Ground, done: Applied, phase: Phase | None) -> tuple[str, tuple[str, ...]]:
    """The commit to come back to, and the phases from there on, latest first."""
    listed = ground.repository.output("log", "--format=%H %P %s", "-z", f"{done.before}..{done.after}")
    names = {subject: name for name, subject in PHASES.items()} | {SUBJECT: "fix"}
    phases = []
    for row in filter(None, listed.decode("utf-8", "replace").split("\0")):
        _, parent, subject = row.split(" ", 2)
        name = names.get(subject.partition(" (")[0], subject)
        phases.append(name)
        if name == phase:
            return parent, tuple(phases)
    if phase:
        raise ApplyError(f"the last --apply had no phase {phase}", f"it had {', '.join(reversed(phases))}")
    return done.before, tuple(phases)


def _go_back(ground: Ground, done: Applied) -> None:
    """To the branch that it began on, as it stands now, with every trace of `--apply` removed."""
    try:
        back = ground.repository.output("rev-parse", "--verify", "--quiet", done.origin).decode().strip()
    except GitError:  # deleted since
        back = done.before
    refs = {done.origin: back, done.branch: "", done.before_tag: "", done.after_tag: ""}
    switch(ground.repository, ground.top, Switch(done.after, back, done.origin, refs))


def _moved_tag(ground: Ground, done: Applied, base: str) -> dict[str, str]:
    who = ground.repository.output("var", "GIT_COMMITTER_IDENT").strip()
    return {done.after_tag: applied.tag(ground.repository, replace(done, after=base), who)}


def _revert(ground: Ground, done: Applied, base: str, phases: tuple[str, ...], *, whole: bool) -> None:
    """A commit on the branch at hand that brings back what stood at `base`, where nobody changed it since."""
    changes = list(_restored(ground, base, done.after))
    part = "" if whole else f"{', '.join(phases)} of "
    subject = f"Take back {part}{_SAID[done.command]}"
    (new,) = commit(replace(ground, prefix=b""), [Draft(f"{subject}\n", changes)])
    tags = {done.before_tag: "", done.after_tag: ""} if whole else _moved_tag(ground, done, base)
    refs = {ground.branch: new, IMPORT: "", **tags}
    switch(ground.repository, ground.top, Switch(ground.head, new, ground.branch, refs))


def _restored(ground: Ground, base: str, after: str) -> Iterator[Change]:
    git = ground.repository
    told = git.output("diff-tree", "-r", "-z", "--raw", "--no-renames", base, after).split(b"\0")
    since = git.output("diff-tree", "-r", "-z", "--name-only", "--no-renames", after, ground.head).split(b"\0")
    changed = [path for path in told[1::2] if path in {*since}]
    if changed:
        names = first_of([*map(os.fsdecode, changed)], SHOWN)
        raise ApplyError(
            f"changed since --apply, so that taking it back would lose the change: {names}",
            "keep the change elsewhere and revert it first, or revert the commits of --apply by hand",
        )
    for what, path in zip(told[::2], told[1::2], strict=False):
        mode, _, blob, _, _ = what.lstrip(b":").split(b" ")
        if mode == _NOTHING:
            yield Remove(path)
        else:
            yield Write(path, git.output("cat-file", "blob", blob.decode()), mode.decode())
