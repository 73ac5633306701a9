"""A phase and the files of its site -> what changes in the tree: written, moved away, removed. Pure."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from docpipe.model import Fate
from docpipe.places import ARCHIVE, IGNORED, STATE, WRITTEN
from docpipe.text.living import OWN

ARCHIVED = os.fsencode(ARCHIVE)
INDEX = "docs/archive/index.md"  # the page that lists what is there
LINK = "120000"  # git's mode of a symbolic link
_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})


@dataclass(frozen=True, slots=True)
class Write:
    """A file gets this content and git's mode; of mode LINK it is a symbolic link that leads to `content`."""

    path: bytes
    content: bytes
    mode: str = "100644"


@dataclass(frozen=True, slots=True)
class Move:
    """A file of the tree goes to another path, as it is."""

    path: bytes
    to: bytes


@dataclass(frozen=True, slots=True)
class Remove:
    """A file of the tree is removed; history keeps it."""

    path: bytes


Change = Write | Move | Remove


def leaves(fate: Fate) -> Move | Remove | None:
    """What becomes of the file of a document that has gone onto pages or into the archive; None where it is kept."""
    if fate.policy == "keep":
        return None
    if fate.policy == "archive" or (fate.phase == "records" and fate.policy != "history"):
        return Move(fate.name, ARCHIVED + b"/" + fate.name)
    return Remove(fate.name)


def left(fates: Iterable[Fate], titles: Mapping[str, str]) -> tuple[Write, ...]:
    """The lines and links that stand at the old paths of these documents.

    `titles` are those of the site's pages, by their path in the tree.
    """
    found = []
    for fate in fates:
        record = fate.phase == "records"
        if fate.policy == "symlink":
            to = ARCHIVED + b"/" + fate.name if record else os.fsencode(fate.pages[0])
            found.append(Write(fate.name, _way(fate.name, to), LINK))
        elif fate.policy == "stub":
            found.append(Write(fate.name, _stub(fate, titles, INDEX if record else fate.pages[0])))
    return tuple(found)


def lines(changes: Iterable[Write]) -> dict[str, bytes]:
    """Those that are no links: path -> content."""
    return {os.fsdecode(change.path): change.content for change in changes if change.mode != LINK}


def listing(own: Mapping[str, bytes], retired: Mapping[str, str]) -> dict[str, bytes]:
    """The list of what is docpipe's own and never a source.

    `own` are files with their contents; `retired` holds the SHA-256 of what lies in the archive, by path.
    """
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in own.items()}
    text = json.dumps(dict(sorted((digests | dict(retired)).items())), indent=0)
    return {f"{STATE}/{WRITTEN}": text.encode(), f"{STATE}/.gitignore": IGNORED}


def writes(files: Mapping[str, bytes]) -> Iterable[Write]:
    """Each file of the site."""
    return (Write(os.fsencode(path), content) for path, content in sorted(files.items()))


def _way(path: bytes, to: bytes) -> bytes:
    return posixpath.relpath(to, posixpath.dirname(path) or b".")


def _stub(fate: Fate, titles: Mapping[str, str], page: str) -> bytes:
    """One line that leads on."""
    title = titles.get(page, "the archive")
    anchor = f"#{fate.anchor}" if fate.anchor and page != INDEX else ""
    way = quote(_way(fate.name, os.fsencode(page)))
    return f"Moved to [{title.translate(_ESCAPED)}]({way}{anchor}). {OWN}\n".encode()
