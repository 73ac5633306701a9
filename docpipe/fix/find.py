"""A scan -> what can be set right in documents that say what is, and what is left to a person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from docpipe.fix import moved, values
from docpipe.fix.text import Text
from docpipe.model import Document, Mend, Scan, Unmended

_ROLES = frozenset({"living", "agent"})  # records say what was; the others are somebody else's words
_ARCHIVE = re.compile(r"(?:^|/)[_.]?archived?(?:/|$)", re.IGNORECASE)


def find(scan: Scan) -> tuple[tuple[Mend, ...], tuple[Unmended, ...]]:
    """What to write where, and what not and why; both in the order of their places."""
    texts = {document.path: Text(document) for document in scan.corpus.documents if _may_change(document)}
    found = {*values.find(scan.contradictions.conflicts, texts), *moved.find(scan.references, texts)}
    mends = [one for one in found if isinstance(one, Mend)]
    kept, quarrels = _agreed(mends)
    unmended = [one for one in found if isinstance(one, Unmended)]
    return tuple(sorted(kept)), tuple(sorted([*unmended, *quarrels]))


def _may_change(document: Document) -> bool:
    return document.role in _ROLES and not document.damaged and not _ARCHIVE.search(document.path)


def _agreed(mends: Iterable[Mend]) -> tuple[list[Mend], list[Unmended]]:
    """Each place once; where two findings want other characters of the same place, neither is done."""
    lines: defaultdict[tuple[str, int], dict[tuple[int, str, str], Mend]] = defaultdict(dict)
    for mend in sorted(mends):
        lines[mend.path, mend.line].setdefault((mend.start, mend.old, mend.new), mend)
    kept, quarrels = [], []
    for there in lines.values():
        for mend in there.values():
            if _alone(mend, [*there.values()]):
                kept.append(mend)
            else:
                quarrels.append(
                    Unmended(mend.path, mend.line, mend.old, "two findings would change it, each otherwise")
                )
    return kept, quarrels


def _alone(mend: Mend, there: Sequence[Mend]) -> bool:
    end = mend.start + len(mend.old)
    return not any(
        other is not mend and other.start < end and mend.start < other.start + len(other.old) for other in there
    )
