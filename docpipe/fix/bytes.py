"""A file's bytes and what to set right in it -> its new bytes: line ends, byte order mark and encoding as they were."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from docpipe.model import Mend, SourceFile, Unmended

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_CHANGED = "the line is not what was read: it has changed since, or holds what docpipe masks"


@dataclass(frozen=True, slots=True)
class Mended:
    """The new content, what was done in it, and what could not be."""

    content: bytes
    done: tuple[Mend, ...]
    left: tuple[Unmended, ...]


def mended(data: bytes, source: SourceFile, mends: Sequence[Mend]) -> Mended:
    """`data` with the characters of `mends` set right, as far as its lines still hold what the scan read there."""
    if source.encoding.startswith("utf-16") or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _none(data, mends, "UTF-16 is binary to git: set it right by hand")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        text = data.removeprefix(mark).decode(source.encoding)
    except UnicodeDecodeError:
        return _none(data, mends, f"the file holds bytes that are no {source.encoding}")
    found, read = _LINE.findall(text), source.text.split("\n")
    lines = [*found]
    done, left = [], []
    for mend in sorted(mends, reverse=True):  # from the end of a line, so that places before it stay where they are
        why = _unfit(mend, found, read, source.encoding)
        if why:
            left.append(Unmended(mend.path, mend.line, mend.old, why))
        else:
            line = lines[mend.line - 1]
            lines[mend.line - 1] = line[: mend.start] + mend.new + line[mend.start + len(mend.old) :]
            done.append(mend)
    return Mended(mark + "".join(lines).encode(source.encoding), tuple(done[::-1]), tuple(left[::-1]))


def _unfit(mend: Mend, found: Sequence[str], read: Sequence[str], encoding: str) -> str:
    index = mend.line - 1
    if index >= min(len(found), len(read)) or found[index].rstrip("\r\n") != read[index]:
        return _CHANGED
    try:
        mend.new.encode(encoding)
    except UnicodeEncodeError:
        return f"{mend.new} cannot be written in {encoding}"
    return ""


def _none(data: bytes, mends: Sequence[Mend], why: str) -> Mended:
    return Mended(data, (), tuple(Unmended(mend.path, mend.line, mend.old, why) for mend in sorted(mends)))
