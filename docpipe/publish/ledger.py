"""A plan's rows and the written files -> `reports/ledger.jsonl`: one JSON object a line, sorted, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from docpipe.model import Destination, LedgerRow


def render(rows: Iterable[LedgerRow], written: Mapping[str, bytes]) -> bytes:
    """The ledger. `written` is every file of the site, by its path below the output folder."""
    lines = [_line(_row(row)) for row in rows]
    for path, content in sorted(written.items()):
        lines.append(_line({"written": path, "sha256": hashlib.sha256(content).hexdigest()}))
    return "".join(lines).encode()


def _row(row: LedgerRow) -> dict[str, object]:
    destinations = [_destination(destination) for destination in row.destinations]
    return {
        "source": {"path": row.path, "start_line": row.start_line, "end_line": row.end_line},
        "kind": row.kind,
        "digest": row.digest,
        "action": row.action,
        "destination": None if not destinations else destinations[0] if len(destinations) == 1 else destinations,
        "because": row.because,
        **dict(sorted(row.extra.items())),
    }


def _destination(destination: Destination) -> dict[str, object]:
    if destination.start_line is None:
        return {"path": destination.path}
    return {
        "path": destination.path,
        "start_line": destination.start_line,
        "end_line": destination.end_line,
        "anchor": destination.anchor,
    }


def _line(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")) + "\n"
