"""Conflicts -> the marks at the blocks where their claims stand: beside them, or on the losing value itself."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docpipe.consolidate.source import Piece
from docpipe.model import Claim, Conflict
from docpipe.text.standing import standing

CONFLICTS_PAGE = "review/conflicts.md"
# Where a mark within a line would be read as something else, it stands on a line of its own before the block.
BEFORE = frozenset(("fence", "code", "table", "html", "math", "mdx"))
_FENCE = re.compile(r"[\s>]*(?:[-*+]\s+|\d+\.\s+)*(`{3,}|~{3,})")
_CODE_OR_LINK = re.compile(r'<del class="docpipe">[^<]*</del>|`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+')


@dataclass(frozen=True, slots=True)
class Marked:
    """The lines of a block with losing values struck, and the own lines that say the rest."""

    lines: tuple[str, ...]
    beside: tuple[str, ...]


class Marks:
    """The conflicts that are open or settled, by the lines where their claims stand."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self._by_path: defaultdict[str, list[tuple[Claim, Conflict]]] = defaultdict(list)
        for conflict in conflicts:
            for claim in conflict.claims:
                if conflict.status == "open" or (conflict.status == "settled" and claim.wrong):
                    self._by_path[claim.path].append((claim, conflict))

    def mark(self, piece: Piece, page: str, lines: Sequence[str]) -> Marked:
        """A block as it is copied to `page`, with its conflicts marked."""
        first, last = piece.block.start_line, piece.block.end_line
        here = [pair for pair in self._by_path.get(piece.section.path, ()) if first <= pair[0].line <= last]
        beside: dict[str, None] = {}
        shown = list(lines)
        prose = piece.block.kind not in BEFORE and piece.block.kind != "heading"
        for claim, conflict in sorted(here, key=lambda pair: (pair[0].line, pair[1].id, pair[0].value)):
            if not (prose and conflict.settled and _strike(shown, claim, conflict, page)):
                beside[_said(claim, conflict, page)] = None
        return Marked(tuple(shown), tuple(beside))


def _strike(lines: list[str], claim: Claim, conflict: Conflict, page: str) -> bool:
    """Strike the losing value where it stands once, in no code, link or mark, and set the right one beside."""
    code = _code_lines(lines)
    places = [(number, found) for number, line in enumerate(lines) for found in standing(claim.value).finditer(line)]
    if len(places) != 1 or places[0][0] in code or len({proof.value for proof in conflict.evidence}) != 1:
        return False
    number, found = places[0]
    line = lines[number]
    if any(hidden.start() < found.end() and found.start() < hidden.end() for hidden in _CODE_OR_LINK.finditer(line)):
        return False
    proof = f" ({conflict.evidence[0].path}:{conflict.evidence[0].line})" if conflict.evidence else ""
    right = f'<ins class="docpipe"> {_link(f"{conflict.settled}{proof}", conflict, page)}</ins>'
    lines[number] = f'{line[: found.start()]}<del class="docpipe">{found[0]}</del>{right}{line[found.end() :]}'
    return True


def _code_lines(lines: Sequence[str]) -> set[int]:
    """The numbers of lines in fenced code, within a list or quote too."""
    inside: set[int] = set()
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence or mark:
            inside.add(number)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
    return inside


def _said(claim: Claim, conflict: Conflict, page: str) -> str:
    name = _link(" ".join(filter(None, (conflict.subject, conflict.attribute))), conflict, page)
    if conflict.settled:
        proofs = ", ".join(f"{proof.path}:{proof.line}" for proof in conflict.evidence[:3])
        return f"⚠ <small>{name} is {escape(conflict.settled)}, not {escape(claim.value)} ({escape(proofs)})</small>"
    others = sorted({other.value for other in conflict.claims if other.value != claim.value})
    elsewhere = f" (elsewhere {escape(', '.join(others[:3]))})" if others else ""
    return f"⚠ <small>Documents disagree: {name}{elsewhere}</small>"


def _link(text: str, conflict: Conflict, page: str) -> str:
    address = posixpath.relpath(CONFLICTS_PAGE, posixpath.dirname(page) or ".")
    return f"[{escape(text)}]({address}#{conflict.id})"


def label(conflict: Conflict) -> str:
    """What a conflict is about, in a few words."""
    return escape(" ".join(filter(None, (conflict.subject, conflict.attribute))))


def escape(text: str) -> str:
    """Text that no Markdown or HTML is made of."""
    shown = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("^", "&#94;")
    return "".join(f"\\{character}" if character in "\\`*_[]#|{}" else character for character in shown)


def code(text: str) -> str:
    """Text as code within a line."""
    shown = " ".join(text.split()).replace("`", "'")
    return f"`{shown}`"
