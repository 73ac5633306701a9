"""The git program, run so that nothing in the repository it looks at can run code or reach a network.

Nothing here changes a file of the tree; stage `apply` alone gives commands that write objects, references and an index.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# A repository's own configuration is untrusted: each of these settings would start a program or hide part of the
# answer. `protocol.allow` and GIT_ALLOW_PROTOCOL keep a partial clone from fetching what it lacks.
_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.untrackedCache=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.diffMerges=off",
    "submodule.recurse=false",
    "protocol.allow=never",
    "commit.gpgSign=false",
    "tag.gpgSign=false",
)
# Set by git itself for hooks and aliases, they would lead to another repository or index than the one that was named.
_FOREIGN = frozenset((
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE", "GIT_SHALLOW_FILE", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
))  # fmt: skip
_OURS = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository that git agreed to read, seen from `root`, which may be one of its subfolders.

    `head` is the commit checked out, None before the first one. `boundary` holds the commits at which a shallow clone
    ends; it is None for a full clone.
    """

    program: str
    root: Path
    head: str | None
    boundary: frozenset[str] | None

    def output(self, *arguments: str, given: bytes = b"", index: Path | None = None) -> bytes:
        """What git prints, `given` on its standard input. Raises GitError with git's own words where it fails.

        `index` is the index file that the command works on, instead of the repository's own.
        """
        return self.outcome(*arguments, given=given, index=index)[0]

    def outcome(self, *arguments: str, given: bytes = b"", index: Path | None = None) -> tuple[bytes, tuple[str, ...]]:
        """What git prints, and its warnings. Raises GitError with git's own words where it fails."""
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell, and a program found outside the root
            _command(self.program, arguments),
            cwd=self.root,
            env=_environment() | ({"GIT_INDEX_FILE": str(index)} if index else {}),
            input=given,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise GitError(next(iter(_lines(done.stderr)), "git failed").removeprefix("fatal: "))
        return done.stdout, _lines(done.stderr)

    def blobs(self, names: Iterable[str]) -> dict[str, bytes]:
        """The contents of blobs by their full names, by one run of git. Raises GitError."""
        asked = "".join(f"{name}\n" for name in dict.fromkeys(names)).encode()
        told = self.output("cat-file", "--batch", given=asked) if asked else b""
        found: dict[str, bytes] = {}
        at = 0
        while at < len(told):
            end = told.index(b"\n", at)
            name, kind, *size = told[at:end].split(b" ")
            if kind != b"blob":
                raise GitError(told[at:end].decode("utf-8", "replace"))
            found[name.decode()] = told[end + 1 : end + 1 + int(size[0])]
            at = end + 2 + int(size[0])
        return found

    def start(self, *arguments: str, stdout: IO[bytes]) -> subprocess.Popen[bytes]:
        """Git, running in the background and writing to `stdout`."""
        return subprocess.Popen(  # noqa: S603 - as above
            _command(self.program, arguments),
            cwd=self.root,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
        )


class GitError(Exception):
    """Git refused or failed; the text is git's."""


def open_repository(root: Path) -> Repository:
    """The repository that holds the resolved folder `root`. Raises GitError where there is none that git would read."""
    program = _program(root)
    if program is None:
        raise GitError("git is not installed")
    probe = Repository(program, root, None, None)
    shallow, place = probe.output("rev-parse", "--is-shallow-repository", "--git-path", "shallow").split(b"\n")[:2]
    try:
        head = probe.output("rev-parse", "--verify", "--quiet", "HEAD").decode("ascii").strip()
    except GitError:
        head = None
    boundary = frozenset((root / os.fsdecode(place)).read_text("ascii").split()) if shallow == b"true" else None
    return Repository(program, root, head, boundary)


def _program(root: Path) -> str | None:
    """Git on the search path, but never one that lies in the tree that is scanned or in a relative folder."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if Path(folder).is_absolute() and not Path(folder).resolve().is_relative_to(root):
            found = shutil.which(str(Path(folder) / "git"))
            if found:
                return found
    return None


def _command(program: str, arguments: tuple[str, ...]) -> list[str]:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    return [program, "--no-pager", *settings, *arguments]


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in _FOREIGN} | _OURS


def _lines(stderr: bytes) -> tuple[str, ...]:
    return tuple(stderr.decode("utf-8", "replace").strip().splitlines())
