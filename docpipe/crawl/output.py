"""Which files docpipe wrote itself and nobody changed since: they are never sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from docpipe.crawl.names import folders_above

OWN_FOLDER = ".docpipe"


def own_output(root: Path, names: Iterable[str]) -> frozenset[str]:
    """Those of `names` that docpipe wrote, by the `.docpipe/written.json` (path -> SHA-256) of any folder above them.

    A file that was edited since is not among them. A list that cannot be read claims nothing.
    """
    names = frozenset(names)
    folders = ["", *(folder + "/" for folder in folders_above(names))]
    own = {name for name in names if name.startswith(OWN_FOLDER + "/") or f"/{OWN_FOLDER}/" in name}
    for folder in folders:
        for path, sha256 in _written(root / folder / OWN_FOLDER / "written.json").items():
            name = folder + path
            if name in names and _sha256(root / name) == sha256:
                own.add(name)
    return frozenset(own)


def _written(path: Path) -> dict[str, str]:
    try:
        listed = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(listed, dict):
        return {}
    return {path: sha256 for path, sha256 in listed.items() if isinstance(sha256, str)}


def _sha256(path: Path) -> str:
    try:
        if path.is_symlink() or not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
