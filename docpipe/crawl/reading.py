"""A listed file -> its text, or why it is no source. Opens regular files only and never waits for one."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import replace

from docpipe.model import Entry, Secret, Skipped, SourceFile
from docpipe.text.decoding import decode, unmarked_utf16
from docpipe.text.living import living
from docpipe.text.secrets import masked, secrets

LARGEST = 64 << 20  # bytes; the longest Markdown seen in practice has 300 kB, generated ones a few MB
_SAMPLE = 8192  # bytes
_SIGNATURES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|%PDF-|PK\x03\x04|\x7fELF|\x1f\x8b|\0GITCRYPT|MZ\x90\0|7z\xbc\xaf"
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read(entry: Entry) -> SourceFile | Skipped:
    """The file's text, or why there is none: gone, unreadable, no regular file, too large, binary, empty."""
    return _read(entry, {})


def read_all(entries: Iterable[Entry]) -> tuple[tuple[SourceFile, ...], tuple[Skipped, ...]]:
    """The text of all, and what has none. Of equal files, of which version folders are full, one is decoded."""
    known: dict[str, SourceFile] = {}
    read_ones = [_read(entry, known) for entry in entries]
    return (
        tuple(one for one in read_ones if isinstance(one, SourceFile)),
        tuple(one for one in read_ones if isinstance(one, Skipped)),
    )


def _read(entry: Entry, known: dict[str, SourceFile]) -> SourceFile | Skipped:
    try:
        data = _bytes(entry.location)
    except OSError as error:
        return Skipped(entry.path, f"cannot be read: {error.strerror or error}")
    digest = hashlib.sha256(data).hexdigest()
    if digest in known:
        return replace(known[digest], path=entry.path, location=entry.location)
    reason = _no_text(data)
    if reason:
        return Skipped(entry.path, reason)
    known[digest] = found = _source(entry, data, digest)
    return found


def _source(entry: Entry, data: bytes, digest: str) -> SourceFile:
    decoded = decode(data)
    text = living(decoded.text)
    found = secrets(text)
    told = tuple(Secret(text.count("\n", 0, one.start) + 1, one.kind) for one in found)
    return SourceFile(
        path=entry.path,
        location=entry.location,
        text=masked(text, found) if found else text,
        sha256=digest,
        size=len(data),
        encoding=decoded.encoding,
        page=text != decoded.text,
        warnings=(*decoded.warnings, *(f"line {secret.line}: {secret.kind}, masked" for secret in told)),
        secrets=told,
    )


def _bytes(location: str) -> bytes:
    descriptor = os.open(location, _OPEN)
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise OSError("not a regular file")
        if facts.st_size > LARGEST:
            raise OSError(f"larger than {LARGEST >> 20} MiB")
        parts = [os.read(descriptor, facts.st_size + 1)]
        while parts[-1] and sum(map(len, parts)) <= LARGEST:  # it may be written to meanwhile
            parts.append(os.read(descriptor, _SAMPLE))
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _no_text(data: bytes) -> str | None:
    if not data.strip():
        return "empty"
    sample = data[:_SAMPLE]
    if _SIGNATURES.match(sample):
        return "binary: begins like no text does"
    if not sample.startswith((b"\xff\xfe", b"\xfe\xff")) and not unmarked_utf16(data):
        controls = len(sample) - len(sample.translate(None, _CONTROLS))
        if controls * 20 > len(sample):
            return "binary: more than one byte in twenty is a control code"
    if sample.startswith(b"version https://git-lfs.github.com/spec/"):
        return "a pointer of Git LFS: its text is not checked out"
    return None
