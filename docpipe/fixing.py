"""The whole run of `docpipe fix`: what of the findings can be set right in the documents, as a patch or as a commit."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docpipe import apply, config, crawl, fix
from docpipe.errors import ApplyError
from docpipe.model import Document, Mend, Unmended
from docpipe.publish import output

Told = Callable[[str], None]  # is told the stage that begins


@dataclass(frozen=True, slots=True)
class Fixes:
    """What was set right, or would be; what is left to a person; and all of it as a patch for `git apply`."""

    done: tuple[Mend, ...]
    left: tuple[Unmended, ...]
    patch: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `fix --apply` did: the fixes, the branch with their commit, and the branch that it began on."""

    fixes: Fixes
    branch: str
    origin: str


@dataclass(frozen=True, slots=True)
class _File:
    """A document with something to set right, and its name as git and the disk spell it.

    `name` counts from the scanned root, `whole` from the top of the repository, as paths in a patch of git's do.
    """

    document: Document
    name: bytes
    whole: bytes
    mends: tuple[Mend, ...]


def show(root: Path, moves: Path | None, *, workers: int | None, told: Told) -> Fixes:
    """What can be set right below `root`; nothing is written. `moves` is a table of what has moved."""
    files, left = _find(root, moves, workers, told)
    found = {file.name: _standing(file) for file in files}
    return _fixes(files, {name: (data, "") for name, data in found.items() if data is not None}, left)[0]


def carry_out(root: Path, moves: Path | None, *, workers: int | None, told: Told) -> Outcome:
    """Set right what can be, in one commit on a branch of its own.

    Raises ApplyError where the repository does not allow it, or there is nothing to set right.
    """
    apply.recover(root)
    ground = apply.stand(root, output.unchanged(root))
    files, left = _find(root, moves, workers, told)
    held = apply.tracked(ground, {file.name for file in files})
    fixes, writes = _fixes(files, {name: (one.content, one.mode) for name, one in held.items()}, left)
    if not writes:
        raise ApplyError("nothing to set right", "docpipe fix tells what is left to a person, and why")
    told("changing the tree")
    done = apply.mend(ground, writes, [f"{one.path}:{one.line}: {one.because}" for one in fixes.done])
    return Outcome(fixes, done.branch.removeprefix("refs/heads/"), done.origin.removeprefix("refs/heads/"))


def _find(
    root: Path, moves: Path | None, workers: int | None, told: Told
) -> tuple[tuple[_File, ...], tuple[Unmended, ...]]:
    from docpipe import pipeline  # with all the stages need, half a second

    settings = config.load(root)
    found = crawl.find(root, settings)
    if moves:
        table = fix.read_moves(moves.read_text("utf-8", "replace"), str(moves), found.tree)
        found = replace(found, tree=replace(found.tree, renames=table))
    scanned = pipeline.scan(root, settings, found, workers=workers, told=told)
    told("looking for what can be set right")
    mends, left = fix.find(scanned)
    by_path: defaultdict[str, list[Mend]] = defaultdict(list)
    for mend in mends:
        by_path[mend.path].append(mend)
    documents = {document.path: document for document in scanned.corpus.documents}
    above = found.repository.output("rev-parse", "--show-prefix").rstrip(b"\n") if found.repository else b""
    top = os.fsencode(scanned.corpus.tree.root)
    return tuple(_file(documents[path], top, above, there) for path, there in by_path.items()), left


def _file(document: Document, top: bytes, above: bytes, mends: list[Mend]) -> _File:
    name = os.path.relpath(os.fsencode(document.source.location), top).replace(os.fsencode(os.sep), b"/")
    return _File(document, name, above + name, tuple(mends))


def _standing(file: _File) -> bytes | None:
    """The bytes of a file as it is now; None of a link."""
    path = Path(file.document.source.location)
    return None if path.is_symlink() or not path.is_file() else path.read_bytes()


def _fixes(
    files: tuple[_File, ...], held: Mapping[bytes, tuple[bytes, str]], left: tuple[Unmended, ...]
) -> tuple[Fixes, tuple[apply.Write, ...]]:
    """Each file that is `held` (its content and mode, by its name) with its lines set right."""
    done: list[Mend] = []
    still = [*left]
    parts, writes = [], []
    for file in files:
        if file.name not in held:
            still += _not_held(file)
            continue
        content, mode = held[file.name]
        new = fix.mended(content, file.document.source, file.mends)
        done += new.done
        still += new.left
        if new.content != content:
            parts.append(fix.patch(file.whole, content, new.content))
            writes.append(apply.Write(file.name, new.content, mode))
    return Fixes(tuple(sorted(done)), tuple(sorted(still)), b"".join(parts)), tuple(writes)


def _not_held(file: _File) -> Iterator[Unmended]:
    for mend in file.mends:
        yield Unmended(mend.path, mend.line, mend.old, "the file is a link, or git does not have it")
