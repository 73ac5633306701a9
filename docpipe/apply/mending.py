"""Files whose lines are to be set right -> their contents as git has them; new contents -> one commit of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from docpipe.apply.applied import Applied
from docpipe.apply.changes import LINK, Write
from docpipe.apply.commits import Draft
from docpipe.apply.ground import Ground
from docpipe.apply.landing import land
from docpipe.text.plural import plural

SUBJECT = "Set right what is known to be wrong"


@dataclass(frozen=True, slots=True)
class Tracked:
    """A regular file as the commit at hand has it, with git's mode."""

    content: bytes
    mode: str


def tracked(ground: Ground, paths: Collection[bytes]) -> Mapping[bytes, Tracked]:
    """Those of `paths` (below the root) that the commit at hand has as regular files."""
    rows = ground.repository.output("ls-tree", "-r", "-z", ground.head).split(b"\0")
    found: dict[bytes, tuple[str, str]] = {}
    for row in filter(None, rows):
        what, _, path = row.partition(b"\t")
        mode, kind, blob = what.decode().split(" ")[:3]
        if path in paths and kind == "blob" and mode != LINK:
            found[path] = (mode, blob)
    contents = ground.repository.blobs(blob for _, blob in found.values())
    return {path: Tracked(contents[blob], mode) for path, (mode, blob) in found.items()}


def mend(ground: Ground, files: Sequence[Write], reasons: Sequence[str]) -> Applied:
    """Commit the new contents of files, with a line for each reason, on a branch of their own, and check that out."""
    count = len(reasons)
    message = "\n".join((f"{SUBJECT} ({count} {plural(count, 'place')})", "", *reasons)) + "\n"
    return land(ground, [Draft(message, files)], "fix")
