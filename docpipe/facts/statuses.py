"""What a document says of the state of a task, an issue or a feature: done, open, in progress, planned.

A subject is a task's or issue's own number, or the name of an item under a heading or in a table that gives its state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.quantities import near_digits
from docpipe.text.wordlists import words

_ID = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,14}-\d{1,4}|#\d{1,5})(?![\w+-]|\.\d)")
_REACH = 16  # characters of a key before its number
_TICKED = re.compile(r"(✅)?\s?([A-Z][A-Z0-9]{1,14}-\d{1,4})")
# "Complete the tests" and "TODO comments" tell no state.
_ORDERS = frozenset({"complete", "todo", "open"})
_CRITERIA = re.compile(r"\bdone criteria\b|\bdefinition of done\b", re.IGNORECASE)
# Standards and codes are no tasks: "UTF-8", "SHA-256", "ISO-8601".
_STANDARD = re.compile(
    r"^(?:UTF|SHA|ISO|AES|RSA|MD|RFC|IEEE|EN|DIN|ECMA|CVE|CWE|HMAC|BASE|COVID|GPT|WCAG|TLS|HTTP|ES)-\d"
)
_PART = re.compile(r"^\W{0,4}[^\W\d_]{1,12}[ -]?\d")  # "AC6: …", "Phase 2", "Attempt 1"
_NEAR = 40
_FOLLOWED = re.compile(r"\s[A-Za-z]")
_STATE_LABELS = frozenset({"status", "state", "stand", "estado", "statut", "状态", "current status"})
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
    "|".join(f"(?P<{name.replace(' ', '_')}>\\b(?:{told})\\b)" for name, told in _STATES.items()), re.IGNORECASE
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
SHAPE = re.compile(r"[a-z0-9]-\d|#\d")  # of a key or number
WORDS = words("status state stand estado statut 状态 progress")
# What a test or a decision came to is no state of the work.
_RESULT = re.compile(
    r"\b(?:no-go|go|pass(?:ed)?|fail(?:ed)?|accepted|rejected|design(?: phase)?|draft)\b", re.IGNORECASE
)
_ICONS = re.compile(f"[{''.join(_ICON)}]")
_STATE_COLUMN = re.compile(r"^(?:status|state|stand|estado|statut|状态|progress)$", re.IGNORECASE)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Statuses of numbered tasks and issues: the box, the status column, or the word or sign of the line."""
    if statement.form == "code" or not (statement.digits or statement.label.lower() in _STATE_LABELS):
        return
    if statement.form == "row":
        yield from _row(statement, place)
        return
    found = [match[1] for match in near_digits(_ID, statement.text, _REACH)]
    if not found and statement.label.lower() in _STATE_LABELS:
        # "Status: open" below a heading, or at the head of a document, that names one task.
        found = _ID.findall(place.heading)
        told = statement.rest
        if not found and not _of_a_part(place):
            found = _ID.findall(place.document.title)
            told = told if _at_the_head(place) else _ICONS.sub("", told)  # further down a sign is of what stands there
        state = _state(told) if len(set(found)) == 1 and not found[0].startswith("#") else None
        if state:
            yield place.fact(statement, ("status", found[0], "status"), state, "label")
        return
    if len(set(found)) != 1 or found[0].startswith("#") or _STANDARD.match(found[0]):
        return
    state = {"x": "done", " ": "open"}.get(statement.box) if statement.form == "item" else None
    if state is None and (statement.form == "heading" or statement.label.startswith(("Status", "**Status"))):
        state = _state(statement.text)
    elif state is None and statement.label:
        # "Deferred: SHOP-12", "Blockers: resolved (SHOP-12)"
        state = _state(statement.label) or _leading(statement.rest)
    labelled = statement.label and not statement.box
    if state and (labelled or _is_subject(statement.text, found[0])):
        yield place.fact(statement, ("status", found[0], "status"), state, "box" if statement.box else "words")


def _of_a_part(place: Place) -> bool:
    """Whether the heading above names a part that has a state of its own: "AC6: …", "Attempt 2", "Step 3"."""
    return not _at_the_head(place) and _PART.search(place.heading) is not None


def _at_the_head(place: Place) -> bool:
    return not place.section or len(place.section.trail) < 2


def _is_subject(text: str, task: str) -> bool:
    """Whether a line begins with its task: what names it in a bracket or a commit's text is about something else."""
    before = text[: text.find(task)]
    if len(before) >= _NEAR:
        return False
    head, bracket, _ = before.partition("[" if "[" in before else "(")
    return not bracket or text.endswith((f"({task})", f"[{task}]")) or not any(map(str.isalpha, head))


def _leading(text: str) -> str | None:
    """The state that a text begins with."""
    match = _WORD.match(text.lstrip("*_ ✅❌⏳📋🔄🟡"))
    told = match and match.lastgroup and match[0].lower() not in _ORDERS
    return str(match.lastgroup).replace("_", " ") if match and told else None


def _row(statement: Statement, place: Place) -> Iterator[Fact]:
    yield from _ticked(statement, place)
    column = next((index for index, header in enumerate(statement.headers) if _STATE_COLUMN.match(header)), None)
    if column is None or column >= len(statement.cells):
        return
    state = _state(statement.cells[column])
    for cell in statement.cells[:2]:
        match = _ID.fullmatch(cell.strip("*` ~"))
        if match and state and (len(match[1]) > 2 or not match[1].startswith("#")):
            yield place.fact(statement, ("status", match[1], "status"), state, "table")
            return


def _ticked(statement: Statement, place: Place) -> Iterator[Fact]:
    """Tasks that one cell lists, some of them ticked: the others are open."""
    for cell in statement.cells:
        parts = [part.strip() for part in cell.split(",")]
        matches = [_TICKED.fullmatch(part) for part in parts]
        if len(parts) > 1 and all(matches) and "✅" in cell:
            for match in matches:
                if match:
                    yield place.fact(statement, ("status", match[2], "status"), "done" if match[1] else "open", "table")


def _state(text: str) -> str | None:
    """The one state that a text names, by sign or word; a share of the work is no state."""
    bare = _CRITERIA.sub("", _ID.sub("", text))
    if ("%" in bare and "100%" not in bare) or " / " in bare:
        return None  # "PENDING / PASS / FAIL" is to be filled in
    named = {
        match.lastgroup.replace("_", " ")
        for match in _WORD.finditer(bare)
        if match.lastgroup and not (match[0].lower() in _ORDERS and _FOLLOWED.match(bare, match.end()))
    }
    if not named and not _RESULT.search(bare):
        named = {state for icon, state in _ICON.items() if icon in bare}
    return named.pop() if len(named) == 1 else None
