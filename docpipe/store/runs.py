"""What the last run of a command read and found, so that a run with nothing new to read can say so at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from docpipe import atomic


def key(parts: Iterable[object]) -> str:
    """One digest of everything that a run depends on."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()


def recall(state: Path, command: str, run: str, written: Mapping[str, str]) -> dict[str, object] | None:
    """Return the summary of the last run of `command`, if it read the same and what it wrote still stands.

    `state` is the folder that `remember` was given, `run` the key of what would be read now, `written` what docpipe
    wrote and still stands.
    """
    try:
        found = json.loads((state / f"{command}.json").read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("run") != run or found.get("written") != dict(written):
        return None
    summary = found.get("summary")
    return summary if isinstance(summary, dict) else None


def remember(state: Path, command: str, run: str, written: Mapping[str, str], summary: Mapping[str, object]) -> None:
    """Keep what `recall` returns. Losing it costs time, never a result."""
    row = {"run": run, "written": dict(written), "summary": dict(summary)}
    atomic.write(state / f"{command}.json", json.dumps(row).encode())
