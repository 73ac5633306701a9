"""Which files docpipe wrote itself and nobody changed since: they are never sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from docpipe.crawl.names import folders_above
from docpipe.places import STATE, WRITTEN

REPORTS = "reports/"
_REPORT = b"<!-- Written by docpipe; the next run replaces it. -->"  # the first line of each report


def own_output(root: Path, names: Iterable[str]) -> frozenset[str]:
    """Those of `names` that docpipe wrote, by the `.docpipe/written.json` (path -> SHA-256) of any folder above them.

    Where that is gone, the ledger tells the pages, and a report says it itself. A file that was edited since is not
    among them. A list that cannot be read claims nothing.
    """
    names = frozenset(names)
    folders = ["", *(folder + "/" for folder in folders_above(names))]
    own = {name for name in names if name.startswith(STATE + "/") or f"/{STATE}/" in name}
    for folder in folders:
        listed = _written(root / folder / STATE / WRITTEN)
        if not listed and f"{folder}{REPORTS}scan.json" in names:
            listed = _in_ledger(root / folder / REPORTS / "ledger.jsonl")
            own |= {name for name in names if name.startswith(folder + REPORTS) and _is_report(root / name)}
        for path, sha256 in listed.items():
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


def _in_ledger(path: Path) -> dict[str, str]:
    """The last rows of a ledger: path -> SHA-256 of each file of the site."""
    found: dict[str, str] = {}
    try:
        rows = path.read_bytes().splitlines() if path.is_file() and not path.is_symlink() else []
        for row in reversed(rows):
            written = json.loads(row)
            if not isinstance(written, dict) or "written" not in written:
                break
            if isinstance(written["written"], str) and isinstance(written.get("sha256"), str):
                found[written["written"]] = written["sha256"]
    except (OSError, ValueError, RecursionError):
        return {}
    return found


def _is_report(path: Path) -> bool:
    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return file.readline(len(_REPORT) + 2).rstrip() == _REPORT
    except OSError:
        return False


def _sha256(path: Path) -> str:
    try:
        if path.is_symlink() or not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
