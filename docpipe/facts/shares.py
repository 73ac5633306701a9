"""How much of a named thing is complete: "Search (80% complete)", "Search: 80% done", "80% complete - Search"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

_SHARE = re.compile(
    r"(?<![\d.,<>~≈-])(100|\d{1,2}(?:[.,]\d)?)\s?%\s*(?:complete[d]?|done|finished|ready|implemented|fertig|abgeschlossen|"
    r"umgesetzt|complet[oa]s?|completad[oa]s?|terminad[oa]s?|terminée?s?|achevée?s?|完成)(?![\w-])",
    re.IGNORECASE,
)
# Before the figure: a goal, a bound or a path from one figure to the next is no state.
_AIMED = re.compile(
    r"(?:target|goal|aim|ziel|objetivo|objectif|目标|until|by|to|from|over|under|about|nearly|almost|least|most|[<>≥≤~→]|->)"
    r"[\s:*]*$",
    re.IGNORECASE,
)
_LONGEST = 200
_MAX_NAME = 70  # characters of a name
_STATE_LABELS = words("status state overall progress completion stand estado statut 状态 进度")
_TRIM = " \t:：-–—*_#✅❌⚠🟢🔴🟡🔵⏳🔄📋🎯🚀🚧☑✓✔\ufe0f0123456789.)"


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line that tells the share of one named thing."""
    if "%" not in statement.raw or len(statement.raw) > _LONGEST:
        return
    text = plain(statement.raw.strip(" |")) if statement.form != "row" else ""
    shares = list(_SHARE.finditer(text))
    if len(shares) != 1 or text.count("%") != 1 or _AIMED.search(text[: shares[0].start()]):
        return
    name = _name(text, shares[0], statement)
    if name:
        yield place.fact(
            statement, ("status", name, "completion"), f"{float(shares[0][1].replace(',', '.')):g}%", "share"
        )


def _name(text: str, share: re.Match[str], statement: Statement) -> str:
    """What stands before the figure, else what follows it behind a dash."""
    before = text[: share.start()].strip(_TRIM + "([")
    label, _, rest = before.rpartition(":")
    if label.strip(_TRIM).lower() in _STATE_LABELS:
        before = rest.strip(_TRIM)
    elif label:
        before = label.strip(_TRIM)
    if not before:
        after = text[share.end() :].strip()
        before = after[1:].strip(_TRIM) if after[:1] in "-–—" else ""
    return before if 0 < len(before) <= _MAX_NAME and before.lower() not in _STATE_LABELS else ""
