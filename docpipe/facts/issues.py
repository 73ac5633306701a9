"""How far an issue of the tracker is: a row with its number and a status, an item that ends with its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain

_NUMBER = re.compile(r"#\d{1,5}")
_END = re.compile(r"\(\[?(#\d{1,5})\]?\)\s*\.?$")
_COLUMN = re.compile(r"^(?:current )?(?:status|state|stand|estado|statut|状态)$", re.IGNORECASE)
_STATES = {
    "not started": "open", "open": "open", "pending": "open", "todo": "open", "to do": "open", "planned": "open",
    "offen": "open", "ausstehend": "open", "pendiente": "open", "à faire": "open",
    "in progress": "in progress", "ongoing": "in progress", "in arbeit": "in progress", "en curso": "in progress",
    "en cours": "in progress",
    "done": "done", "completed": "done", "complete": "done", "closed": "done", "resolved": "done", "fixed": "done",
    "merged": "done", "erledigt": "done", "hecho": "done", "terminé": "done",
}  # fmt: skip
_SIGNS = {"🔄": "in progress", "🚧": "in progress", "✅": "done", "☑": "done", "⏳": "open", "❌": "open", "📋": "open"}
_MARKS = "".join(_SIGNS) + "🟢🟡🔴 *_`\ufe0f"


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line about one issue."""
    if "#" not in statement.raw:
        return
    found = _row(statement) if statement.form == "row" else _item(statement)
    if found:
        yield place.fact(statement, ("status", found[0], "issue state"), found[1], "issue")


def _row(statement: Statement) -> tuple[str, str] | None:
    numbers = [number[0] for cell in statement.cells if (number := _NUMBER.fullmatch(plain(cell).strip()))]
    column = next((index for index, header in enumerate(statement.headers) if _COLUMN.match(header)), None)
    if len(numbers) != 1 or column is None or column >= len(statement.cells):
        return None
    state = _STATES.get(plain(statement.cells[column]).strip(_MARKS).lower())
    return (numbers[0], state) if state else None


def _item(statement: Statement) -> tuple[str, str] | None:
    text = statement.text.strip()
    number = _END.search(text)
    # A box is ticked when its step is done, which may be to file the issue.
    if statement.form != "item" or statement.box or not number or len(_NUMBER.findall(text)) != 1:
        return None
    state = _SIGNS.get(text[:1])
    return (number[1], state) if state else None
