"""The program as it stands -> one digest: what another version of it worked out may be worth nothing to this one."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

_PARSERS = ("markdown-it-py", "pyyaml")  # what the files of a repository are read with, besides docpipe itself


@cache
def digest() -> str:
    """Of the package's own files, code and word lists alike, of Python's version, and of the parsers'."""
    package = Path(__file__).parents[1]
    found = hashlib.sha256(repr((sys.version_info[:3], [version(name) for name in _PARSERS])).encode())
    for path in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".toml", ".json")):
        found.update(f"{path.relative_to(package).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
