"""After `--apply`: documents that stay where they are (READMEs) and that pages already hold, unchanged since.

The ledger that was committed with the pages says so block by block. Without this a later run would propose again what
every page says already.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from docpipe.model import Document, Scan

LEDGER = "reports/ledger.jsonl"
REASON = "stands on the pages already, and is unchanged since"
_ON_PAGES = frozenset(("kept", "merged", "noted"))


def on_pages(found: Scan) -> Mapping[str, str]:
    """By path: why a document need not go onto a page again. Nothing where no pages were applied."""
    if not any(document.source.page for document in found.corpus.documents):
        return {}
    placed = _placed(Path(found.corpus.tree.root) / LEDGER)
    return {
        document.path: REASON
        for document in found.corpus.documents
        if document.path in placed and not document.source.page and _digests(document) == placed[document.path]
    }


def _placed(ledger: Path) -> Mapping[str, Counter[str]]:
    """The digests of the blocks of each document that went onto pages; what is no row of a ledger is left out."""
    placed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    elsewhere = set()
    try:
        lines = ledger.read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return {}
    for line in lines:
        try:
            row = json.loads(line)
            path, action, digest = str(row["source"]["path"]), row["action"], str(row["digest"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        placed[path][digest] += 1
        if action != "dropped" and action not in _ON_PAGES:
            elsewhere.add(path)
    return {path: digests for path, digests in placed.items() if path not in elsewhere}


def _digests(document: Document) -> Counter[str]:
    lines = document.source.text.split("\n")
    blocks = [block for section in document.sections for block in section.blocks]
    blocks += [document.front_matter.block] if document.front_matter else []
    texts = ("\n".join(lines[block.start_line - 1 : block.end_line]) for block in blocks)
    return Counter(f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}" for text in texts)
