"""What a document says of the state of a task, an issue or a feature: done, open, in progress, planned.

A subject is a task's or issue's own number, or the name of an item under a heading or in a table that gives its state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact

_ID = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,14}-\d{1,4}|#\d{1,5})(?![\w-])")
_STATES: dict[str, str] = {
    "done": "done|completed?|resolved|fixed|implemented|shipped|closed|merged|finished|"
    "erledigt|fertig|abgeschlossen|umgesetzt|"
    "hecho|completad[oa]|terminad[oa]|terminé|fait|已完成|完成",
    "open": "not started|open|pending|todo|to do|deferred|postponed|blocked|backlog|unresolved|"
    "offen|ausstehend|pendiente|à faire|"
    "待办|未开始|not yet (?:shipped|implemented|started|done)",
    "in progress": "in progress|ongoing|wip|in arbeit|en curso|en cours|进行中",
    "planned": "planned|upcoming|roadmap|coming soon|future|geplant|planeado|prévu|计划",
}  # fmt: skip
_WORD = re.compile(
    "|".join(f"(?P<{name.replace(' ', '_')}>\\b(?:{words})\\b)" for name, words in _STATES.items()), re.IGNORECASE
)
_ICON = {
    "✅": "done",
    "☑": "done",
    "✔": "done",
    "⏳": "open",
    "📋": "open",
    "🔄": "in progress",
    "🟡": "in progress",
    "❌": "open",
}
_STATE_COLUMN = re.compile(r"^(?:status|state|stand|estado|statut|状态|progress)$", re.IGNORECASE)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Statuses of numbered tasks and issues: the box, the status column, or the word or sign of the line."""
    if statement.form == "code":
        return
    if statement.form == "row":
        yield from _row(statement, place)
        return
    found = _ID.findall(statement.text)
    if len(set(found)) != 1 or found[0].startswith("#"):
        return
    state = {"x": "done", " ": "open"}.get(statement.box) if statement.form == "item" else None
    if state is None and (statement.form == "heading" or statement.label.startswith(("Status", "**Status"))):
        state = _state(statement.text)
    if state and statement.text.find(found[0]) < 40:
        yield place.fact(statement, ("status", found[0], "status"), state, "box" if statement.box else "words")


def _row(statement: Statement, place: Place) -> Iterator[Fact]:
    column = next((index for index, header in enumerate(statement.headers) if _STATE_COLUMN.match(header)), None)
    if column is None or column >= len(statement.cells):
        return
    state = _state(statement.cells[column])
    for cell in statement.cells[:2]:
        match = _ID.fullmatch(cell.strip("*` ~"))
        if match and state and (len(match[1]) > 2 or not match[1].startswith("#")):
            yield place.fact(statement, ("status", match[1], "status"), state, "table")
            return


def _state(text: str) -> str | None:
    """The one state that a text names, by sign or word."""
    named = {match.lastgroup.replace("_", " ") for match in _WORD.finditer(text) if match.lastgroup}
    if not named:
        named = {state for icon, state in _ICON.items() if icon in text}
    return named.pop() if len(named) == 1 else None
