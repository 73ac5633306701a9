"""Conflicts -> the marks beside the blocks where their claims stand, each leading to the conflict's entry."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable

from docpipe.consolidate.source import Piece
from docpipe.model import Conflict

CONFLICTS_PAGE = "review/conflicts.md"


class Marks:
    """The conflicts that are open or settled, by the lines where their claims stand."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self._by_path: defaultdict[str, list[tuple[int, Conflict, str]]] = defaultdict(list)
        for conflict in conflicts:
            if conflict.status in ("open", "settled"):
                for claim in conflict.claims:
                    self._by_path[claim.path].append((claim.line, conflict, claim.value))

    def of(self, piece: Piece, page: str) -> list[str]:
        """The marks for a block on `page`: one line a conflict, in order."""
        claims = self._by_path.get(piece.section.path)
        if not claims:
            return []
        first, last = piece.block.start_line, piece.block.end_line
        here = {conflict.id: (conflict, value) for line, conflict, value in claims if first <= line <= last}
        return [_mark(conflict, value, page) for _, (conflict, value) in sorted(here.items())]


def _mark(conflict: Conflict, value: str, page: str) -> str:
    address = posixpath.relpath(CONFLICTS_PAGE, posixpath.dirname(page) or ".")
    name = label(conflict)
    if conflict.status == "settled":
        return f"⚠ <small>Settled: [{name}]({address}#{conflict.id}). {escape(conflict.suggestion)}</small>"
    others = sorted({claim.value for claim in conflict.claims if claim.value != value})
    return f"⚠ <small>Other documents disagree ({escape(', '.join(others))}): [{name}]({address}#{conflict.id})</small>"


def label(conflict: Conflict) -> str:
    """What a conflict is about, in a few words."""
    return escape(" ".join(filter(None, (conflict.subject, conflict.attribute))))


def escape(text: str) -> str:
    """Text that no Markdown or HTML is made of."""
    shown = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{character}" if character in "\\`*_[]#|{}" else character for character in shown)
