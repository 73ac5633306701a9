"""A file before and after some of its lines were rewritten -> a patch that `git apply` takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_CONTEXT = 3
_ODD = re.compile(rb'[^ -~]|["\\]')


def patch(name: bytes, before: bytes, after: bytes) -> bytes:
    """The unified diff of one file, whose lines correspond one to one; nothing where they are the same."""
    old, new = before.split(b"\n"), after.split(b"\n")
    changed = [number for number, (left, right) in enumerate(zip(old, new, strict=True)) if left != right]
    if not changed:
        return b""
    sides = b"--- %s\n+++ %s\n" % (_side(b"a/", name), _side(b"b/", name))
    head = b"diff --git %s %s\n" % (_quoted(b"a/" + name), _quoted(b"b/" + name))
    return head + sides + b"".join(_hunk(old, new, group) for group in _groups(changed))


def _groups(changed: Sequence[int]) -> Iterator[list[int]]:
    """Changed lines whose surroundings touch stand in one hunk."""
    group = [changed[0]]
    for number in changed[1:]:
        if number - group[-1] > 2 * _CONTEXT:
            yield group
            group = []
        group.append(number)
    yield group


def _hunk(old: Sequence[bytes], new: Sequence[bytes], group: Sequence[int]) -> bytes:
    last = len(old) - 1 if old[-1] else len(old) - 2  # what stands after the last line end is a line if it is anything
    first, end = max(0, group[0] - _CONTEXT), min(last, group[-1] + _CONTEXT)
    lines = b"".join(_line(old, new, number) for number in range(first, end + 1))
    size = end + 1 - first
    return b"@@ -%d,%d +%d,%d @@\n" % (first + 1, size, first + 1, size) + lines


def _line(old: Sequence[bytes], new: Sequence[bytes], number: int) -> bytes:
    end = b"\n" if number < len(old) - 1 else b"\n\\ No newline at end of file\n"
    if old[number] == new[number]:
        return b" " + old[number] + end
    return b"-" + old[number] + end + b"+" + new[number] + end


def _side(above: bytes, name: bytes) -> bytes:
    quoted = _quoted(above + name)
    return quoted + b"\t" if b" " in name and quoted == above + name else quoted


def _quoted(path: bytes) -> bytes:
    if not _ODD.search(path):
        return path
    return b'"' + _ODD.sub(lambda sign: b"\\%03o" % ord(sign[0]), path) + b'"'
