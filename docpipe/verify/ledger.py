"""`ledger.jsonl` -> its rows, each checked for shape; what is malformed is a problem, never an exception."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docpipe.verify.problem import Problem

ACTIONS = frozenset({"kept", "merged", "noted", "archived", "stays", "dropped"})


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file, inclusive; `end` is 0 where the row names the file alone."""

    path: str
    start: int
    end: int
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A ledger row of a source block. `line` is the row's own place in the ledger."""

    line: int
    source: Place
    kind: str
    digest: str
    action: str
    destinations: tuple[Place, ...]
    masked: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows, and the files that the run says it wrote: path -> SHA-256."""

    rows: tuple[Row, ...]
    written: Mapping[str, str]


def read(path: Path) -> tuple[Ledger, list[Problem]]:
    """Read the ledger. Raises OSError where it cannot be opened."""
    rows: list[Row] = []
    written: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if not line:
            continue
        try:
            found = json.loads(line)
            if not isinstance(found, dict):
                raise TypeError("no object")
            if "written" in found:
                written[_text(found["written"])] = _text(found["sha256"])
            else:
                rows.append(_row(number, found))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            problems.append(Problem(f"reports/ledger.jsonl:{number}", f"not a ledger row: {error}"))
    return Ledger(tuple(rows), written), problems


def _row(number: int, found: Mapping[str, Any]) -> Row:
    destinations = found.get("destination")
    if destinations is None:
        destinations = []
    elif not isinstance(destinations, list):
        destinations = [destinations]
    action = _text(found["action"])
    if action not in ACTIONS:
        raise ValueError(f"no such action: {action}")
    if not _text(found["because"]).strip():
        raise ValueError("no reason given")
    return Row(
        number,
        _place(found["source"]),
        _text(found["kind"]),
        _text(found["digest"]).removeprefix("sha256:"),
        action,
        tuple(_place(destination) for destination in destinations),
        found.get("masked") is True,
    )


def _place(found: Mapping[str, Any]) -> Place:
    start, end = found.get("start_line") or 0, found.get("end_line") or 0
    if not isinstance(start, int) or not isinstance(end, int) or start > end or start < 0:
        raise ValueError(f"no such lines: {start}-{end}")
    anchor = found.get("anchor")
    return Place(_text(found["path"]), start, end, None if anchor is None else _text(anchor))


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(f"not a text: {found!r}")
    return found
