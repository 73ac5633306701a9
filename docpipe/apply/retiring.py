"""Phases with the files of their sites -> commits on a branch of their own, and the work tree brought to the last."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docpipe.apply.applied import Applied
from docpipe.apply.changes import ARCHIVED, Move, Remove, Write, leaves, lines, listing, writes
from docpipe.apply.commits import Draft
from docpipe.apply.ground import SHOWN, Ground
from docpipe.apply.landing import land
from docpipe.apply.phases import PHASES, Step
from docpipe.errors import ApplyError
from docpipe.model import Plan
from docpipe.text.first_of import first_of
from docpipe.text.plural import plural

SITE_CONFIG = b"mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Phased:
    """One phase with all that the tree holds after it: its plan, the content of every output file by path.

    `left` is what stands at the old paths of all that has retired so far.
    """

    step: Step
    plan: Plan
    files: Mapping[str, bytes]
    left: tuple[Write, ...]


def apply(ground: Ground, phases: Sequence[Phased], own: Collection[str]) -> Applied:
    """Commit each phase, make the branch and the two tags, and check the branch out.

    `own` are the paths below the root that docpipe wrote before and nobody changed. Raises ApplyError where a file of
    somebody else's stands where a page must go.
    """
    ours = {ground.prefix + os.fsencode(path) for path in own}
    lists = {ground.prefix + b".docpipe/" + name for name in (b"written.json", b".gitignore")}
    return land(ground, list(_drafts(ground, phases, own)), "consolidate", ours | lists)


def _drafts(ground: Ground, phases: Sequence[Phased], own: Collection[str]) -> Iterator[Draft]:
    """One commit a phase; each leaves the whole state after it, told as what changes against the one before."""
    tracked = _tracked(ground)
    ours: set[bytes] = {os.fsencode(path) for path in own} & tracked.keys()  # what docpipe wrote and stands so far
    retired: dict[str, str] = {}  # what lies in the archive: path -> SHA-256
    for phased in phases:
        gone = [change for fate in phased.step.fates if (change := leaves(fate))]
        if SITE_CONFIG in tracked.keys() - ours:
            gone.append(Move(SITE_CONFIG, ARCHIVED + b"/" + SITE_CONFIG))
        retired |= _digests(ground, tracked, {change.path: change.to for change in gone if isinstance(change, Move)})
        written = _written(phased, retired)
        leaving = {change.path for change in gone}
        _refuse_foreign(written.keys() & (tracked.keys() - ours - leaving))
        stale = [Remove(path) for path in sorted(ours - written.keys() - leaving)]
        yield Draft(_message(phased.step), [*gone, *stale, *written.values()])
        tracked = {path: blob for path, blob in tracked.items() if path not in leaving | ours}
        ours = {*written}


def _written(phased: Phased, retired: Mapping[str, str]) -> dict[bytes, Write]:
    """Every file that docpipe writes in a phase, by path: the site before what is left at old paths."""
    pages = {f"docs/{page.path}" for page in phased.plan.pages}  # living documents from now on
    own = lines(phased.left) | {path: content for path, content in phased.files.items() if path not in pages}
    files = dict(phased.files) | listing(own, retired)
    return {write.path: write for write in (*phased.left, *writes(files))}


def _tracked(ground: Ground) -> dict[bytes, str]:
    """Every path that the head's tree holds below the root, with its blob."""
    rows = ground.repository.output("ls-tree", "-r", "-z", ground.head).split(b"\0")
    parted = (row.partition(b"\t") for row in rows if row)
    return {path: what.split(b" ")[2].decode() for what, _, path in parted}


def _digests(ground: Ground, tracked: Mapping[bytes, str], moves: Mapping[bytes, bytes]) -> dict[str, str]:
    """The SHA-256 of what goes to the archive, by its path there: never a source again."""
    contents = ground.repository.blobs(tracked[path] for path in moves)
    return {os.fsdecode(to): _sha256(contents[tracked[path]]) for path, to in moves.items()}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refuse_foreign(paths: Collection[bytes]) -> None:
    """What stands where the site must go, is somebody else's, and does not leave in this phase."""
    foreign = [os.fsdecode(path) for path in sorted(paths)]
    if foreign:
        raise ApplyError(
            f"in the way of the site, and not docpipe's: {first_of(foreign, SHOWN)}",
            "move it away, commit, and run again",
        )


def _message(step: Step) -> str:
    count = len(step.fates)
    lines = [f"{PHASES[step.phase]} ({count} {plural(count, 'document')})", ""]
    return "\n".join([*lines, *(f"{fate.path}: {fate.because}" for fate in step.fates)]) + "\n"
