r"""File names as the system gives them -> paths that can be printed; bytes that are no UTF-8 become `\xNN`."""

from __future__ import annotations

import re
from collections.abc import Iterable

MARKDOWN = (".md", ".mdx", ".markdown")

# Surrogates stand for bytes that are not UTF-8 (PEP 383); control characters would act on terminals and end lines.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def is_markdown(name: str) -> bool:
    """Whether a file of this name is Markdown."""
    return name.lower().endswith(MARKDOWN)


def folders_above(names: Iterable[str]) -> set[str]:
    """Every folder that lies above one of `names`, the root (`""`) left out."""
    found: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def printable(names: Iterable[str]) -> dict[str, str]:
    r"""Name -> path, one to one. A path that an escape would make equal to another gets `~2`, `~3`, ... at its end."""
    paths: dict[str, str] = {}
    escaped = []
    for name in names:
        if _UNPRINTABLE.search(name):
            escaped.append(name)
        else:
            paths[name] = name
    taken = set(paths.values())
    for name in sorted(escaped):
        path = wanted = _UNPRINTABLE.sub(_escape, name)
        count = 1
        while path in taken:
            count += 1
            path = f"{wanted}~{count}"
        taken.add(path)
        paths[name] = path
    return paths


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
        return f"\\x{code:02x}"
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}"
