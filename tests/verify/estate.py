"""What tests of the proof change behind docpipe's back: an output of its own, its ledger row by row, and its pages."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Tampering = Callable[[Path], None]


def mend(out: Path) -> None:
    """Make the ledger's digests of written files true again."""
    rows = [json.loads(line) for line in ledger(out).read_text("utf-8").splitlines()]
    rows = [row for row in rows if "written" not in row]
    written = [path for path in sorted((out / "docs").rglob("*")) if path.is_file()] + [out / "mkdocs.yml"]
    rows += [
        {"written": path.relative_to(out).as_posix(), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in written
    ]
    write_ledger(out, rows)


def ledger(out: Path) -> Path:
    return out / "reports" / "ledger.jsonl"


def write_ledger(out: Path, rows: list[dict[str, Any]]) -> None:
    ledger(out).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def rows_of(out: Path, *actions: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in ledger(out).read_text("utf-8").splitlines()]
    return [row for row in found if row.get("action") in actions]


def change_row(out: Path, which: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any] | None]) -> None:
    changed = [json.loads(line) for line in ledger(out).read_text("utf-8").splitlines()]
    after = [change(dict(row)) if row == which else row for row in changed]
    write_ledger(out, [row for row in after if row is not None])


def edit(kind: str, change: Callable[[list[str]], list[str]], action: str = "kept") -> Tampering:
    """Change the page lines of a copied block of that kind."""

    def tamper(out: Path) -> None:
        for row in rows_of(out, action):
            if row["kind"] == kind:
                place = row["destination"]
                page = out / place["path"]
                lines = page.read_text("utf-8").split("\n")
                start, end = place["start_line"] - 1, place["end_line"]
                changed = change(lines[start:end])
                if changed != lines[start:end]:
                    page.write_text("\n".join(lines[:start] + changed + lines[end:]), "utf-8")
                    return
        raise AssertionError(f"no {action} {kind} that this changes")

    return tamper


def by_line(lines: list[str], change: Callable[[str], str]) -> list[str]:
    """`lines` with the first one changed that `change` changes; links, code and a callout's kind are left."""
    for number, line in enumerate(lines):
        changed = line if re.search(r"\]\(|`|^\s*(?:!!!|\?\?\?|> \[!)", line) else change(line)
        if changed != line:
            return [*lines[:number], changed, *lines[number + 1 :]]
    return lines


def each_row(change: Callable[[dict[str, Any]], dict[str, Any] | None], *actions: str) -> Tampering:
    def tamper(out: Path) -> None:
        change_row(out, rows_of(out, *actions)[0], change)

    return tamper
