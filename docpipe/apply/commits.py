"""Changes -> commits in the object database, one a step, on no branch yet; the work tree is not looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docpipe.apply.changes import Change, Move, Remove, Write
from docpipe.apply.ground import Ground
from docpipe.apply.switching import IMPORT
from docpipe.errors import ApplyError
from docpipe.git import GitError

_ORDER = (Move, Remove, Write)


@dataclass(frozen=True, slots=True)
class Draft:
    """A commit to be: its message, and what it changes against the one before."""

    message: str
    changes: Sequence[Change]


def commit(ground: Ground, drafts: Iterable[Draft]) -> list[str]:
    """The ids of the new commits, the first of them on top of the ground's head. Raises ApplyError where git cannot."""
    try:
        who = ground.repository.output("var", "GIT_COMMITTER_IDENT").strip()
    except GitError as error:
        raise ApplyError(f"git does not know who commits: {error}", "git config user.name and user.email") from error
    stream = b"".join(_stream(ground, list(drafts), who))
    try:
        told = ground.repository.output(
            "fast-import", "--quiet", "--done", "--force", "--date-format=raw", given=stream
        )
    except GitError as error:
        raise ApplyError(f"git could not write the commits: {error}", "look at git fsck, and run again") from error
    return told.decode().split()


def _stream(ground: Ground, drafts: Sequence[Draft], who: bytes) -> Iterator[bytes]:
    for number, draft in enumerate(drafts, 1):
        yield b"commit %s\nmark :%d\ncommitter %s\n%s" % (IMPORT.encode(), number, who, _data(draft.message.encode()))
        yield b"from %s\n" % (ground.head.encode() if number == 1 else b":%d" % (number - 1))
        for change in sorted(draft.changes, key=lambda change: (_ORDER.index(type(change)), change.path)):
            yield _line(change, ground.prefix)
        yield b"get-mark :%d\n" % number
    yield b"done\n"


def _line(change: Change, prefix: bytes) -> bytes:
    path = _quoted(prefix + change.path)
    if isinstance(change, Move):
        return b"R %s %s\n" % (path, _quoted(prefix + change.to))
    if isinstance(change, Remove):
        return b"D %s\n" % path
    return b"M %s inline %s\n%s" % (change.mode.encode(), path, _data(change.content))


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: bytes) -> bytes:
    return b'"' + path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n") + b'"'
