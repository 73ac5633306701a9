"""After `--apply`: documents that stay where they are (READMEs) and that pages already hold, unchanged since.

The ledger that was committed with the pages says so block by block. Without this a later run would propose again what
the pages say already.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from docpipe.model import Scan
from docpipe.places import LEDGER

REASON = "stands on the pages already, and is unchanged since"
_ON_PAGES = frozenset(("kept", "merged", "noted", "dropped"))
Rows = Sequence[tuple[int, int, str]]  # first and last line of a block, and its digest


def on_pages(found: Scan) -> Mapping[str, str]:
    """By path: why a document need not go onto a page again. Nothing where no pages were applied."""
    if not any(document.source.page for document in found.corpus.documents):
        return {}
    placed = _placed(Path(found.corpus.tree.root) / LEDGER)
    return {
        document.path: REASON
        for document in found.corpus.documents
        if not document.source.page and _unchanged(document.source.text, placed.get(document.path, ()))
    }


def _placed(ledger: Path) -> Mapping[str, Rows]:
    """The blocks of each document that went onto pages whole; what is no row of a ledger is left out."""
    placed: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    elsewhere = set()
    try:
        lines = ledger.read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return {}
    for line in lines:
        try:
            row = json.loads(line)
            source = row["source"]
            path, action = str(source["path"]), str(row["action"])
            placed[path].append((int(source["start_line"]), int(source["end_line"]), str(row["digest"])))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if action not in _ON_PAGES:
            elsewhere.add(path)
    return {path: rows for path, rows in placed.items() if path not in elsewhere}


def _unchanged(text: str, rows: Rows) -> bool:
    """Whether every block stands where it stood, and nothing stands outside of them."""
    lines = text.split("\n")
    outside = [bool(line.strip()) for line in lines]
    for first, last, digest in rows:
        block = "\n".join(lines[max(0, first - 1) : last])
        if f"sha256:{hashlib.sha256(block.encode('utf-8', 'surrogatepass')).hexdigest()}" != digest:
            return False
        outside[max(0, first - 1) : last] = [False] * len(lines[max(0, first - 1) : last])
    return bool(rows) and not any(outside)
