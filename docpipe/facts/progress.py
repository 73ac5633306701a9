"""How far a feature is, said of it by name: a box, a sign, a status column, a heading that all below it shares.

Tasks with a number of their own are read by `statuses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

_SIGNS = {"✅": "done", "☑": "done", "✔": "done", "✓": "done", "⏳": "open", "📋": "planned", "🔜": "planned",
          "🔄": "in progress", "🚧": "in progress", "⏸": "open", "❌": "missing"}  # fmt: skip
_WORDS: dict[str, frozenset[str]] = {
    "done": words(
        "done complete completed implemented shipped released available finished delivered live operational "
        "resolved working merged erledigt fertig abgeschlossen umgesetzt verfügbar hecho completado completada "
        "terminado implementado implementada disponible terminé livré fait implémenté 已完成 完成 已实现 已发布"
    ),
    "planned": words(
        "planned roadmap upcoming future coming backlog proposed deferred postponed later "
        "geplant künftig zukünftig planeado planificado futuro próximamente prévu futur 计划 未来 即将"
    ),
    "open": words(
        "todo missing unimplemented outstanding offen ausstehend fehlend pendiente pendientes falta "
        "manquant 待办 未完成 未开始"
    ),
}
_PHRASES = {
    "not yet": "open", "not started": "open", "to do": "open", "coming soon": "planned", "not shipped": "open",
    "not implemented": "open", "not available": "open", "not supported": "open", "future work": "planned",
    "in progress": "in progress", "in development": "in progress", "in arbeit": "in progress", "noch nicht": "open",
    "en curso": "in progress", "en cours": "in progress", "进行中": "in progress", "à venir": "planned",
}  # fmt: skip
# "how to document" says nothing of "to do"; Chinese has no blanks between words.
_PHRASE = re.compile(rf"\b(?:{'|'.join(phrase for phrase in _PHRASES if phrase[0] < '一')})\b|进行中")
_OF_WORD = {word: name for name, members in _WORDS.items() for word in members}
_LABELS = words(
    "status state stand zustand estado statut état 状态 progress stage availability verfügbarkeit"
)  # one of which stands in each such label or name of a column
# What one of stands in a line that tells a state, unless its heading does: "[" opens a box.
WORDS = _LABELS | _OF_WORD.keys() | {phrase.split()[-1] for phrase in _PHRASES} | {"["}
# What a heading may hold beside its state, and still give it to every item below.
_ABOUT = words(
    "features feature items item tasks task work enhancements enhancement additions improvements improvement "
    "components component core current status what is today now next steps key the of and functionality "
    "capabilities integrations integration services service modules module list mvp phase all recently newly "
    "recent advanced additional possible potential v1 v2 yet ships not to for planned things goals "
    "funktionen aufgaben características funciones tareas fonctionnalités tâches 功能 任务"
)
_COLUMN = re.compile(
    r"^(?:current )?(?:status|state|stand|zustand|estado|statut|état|状态|progress|stage|availability|verfügbarkeit)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[(\[]([^()\[\]]{3,40})[)\]]\s*[.:]?\s*$")
_TOKEN = re.compile(r"[^\W\d_]+(?:'t)?")
_LONGEST = 240
_MAX_WORDS = 6  # of a heading that names something


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a named feature whose state an item, row or sentence tells."""
    if len(statement.raw) > 2 * _LONGEST:
        return
    if statement.form == "row":
        yield from _row(statement, place)
        return
    if statement.form == "prose" and not statement.label and "(" not in statement.body and statement.body[:1].isascii():
        return
    told = _told(statement, place)
    if told:
        state, name, source = told
        if name:
            yield place.fact(statement, ("status", name, "progress"), state, source)


def of_heading(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a heading that names a feature: the state that it tells, or that the feature is described."""
    told = _heading(statement.text, place) if len(statement.raw) <= 2 * _LONGEST else None
    if told and told[1]:
        yield place.fact(statement, ("status", told[1], "progress"), told[0], "heading")


def heads(trail: tuple[str, ...]) -> bool:
    """Whether the headings give a state to all items below them."""
    return _of_trail(trail) != ""


def _told(statement: Statement, place: Place) -> tuple[str, str, str] | None:
    """State, feature, and what told it."""
    text = statement.text
    if statement.form == "item" and statement.box in ("x", " "):
        return {"x": "done", " ": "open"}[statement.box], _name(statement), "box"
    bracket = _BRACKET.search(text) if "(" in text or "[" in text else None
    if bracket and (state := _of_bracket(bracket[1])):
        return state, text[: bracket.start()].split(": ")[0], "bracket"
    if _COLUMN.match(statement.label) and (state := state_of(statement.rest)):
        return state, place.heading or place.document.title, "label"
    if statement.form == "item" and not statement.outer and (state := _above(place)) and not state_of(text):
        return state, _name(statement), "list"
    return None


def _heading(text: str, place: Place) -> tuple[str, str] | None:
    """What a heading says of itself: "Export - deferred"; without a state it describes what is there."""
    state = state_of(_ending(text))
    bare = text.strip("".join(_SIGNS) + " \ufe0f")
    if state:
        bracketed = bare.endswith((")", "]"))
        return state, (not bracketed and bare.rpartition(" - ")[0]) or re.split(r"[(\[]", bare)[0].strip()
    described = place.document.role == "living" and len(bare.split()) <= _MAX_WORDS
    return ("described", bare) if described else None


def _row(statement: Statement, place: Place) -> Iterator[Fact]:
    for header, cell in zip(statement.headers[1:], statement.cells[1:], strict=False):
        if _COLUMN.match(header):
            state = _of_cell(plain(cell))
            if state and statement.label:
                yield place.fact(statement, ("status", statement.label, "progress"), state, "table", header)
        elif (state := _exact(header)) and cell.strip(" -–—"):
            for name in plain(cell).split(","):
                yield place.fact(statement, ("status", name.strip(), "progress"), state, "column", header)


def _of_cell(shown: str) -> str:
    """The state in a status column: its words, else its sign."""
    if shown.strip("".join(_SIGNS) + "🟢🟡🔴 \ufe0f").lower() == "pending":
        return "open"
    return state_of(shown) or next((state for sign, state in _SIGNS.items() if shown.startswith(sign)), "")


def _name(statement: Statement) -> str:
    """What an item names: its label, or the whole of a short one."""
    return statement.label or statement.text.lstrip("".join(_SIGNS) + " \ufe0f").split(" - ")[0][:_LONGEST]


def _of_bracket(text: str) -> str:
    """The state in a bracket that begins with it or says little else: "(deferred to v2)", no list, no way to do it."""
    state = state_of(text)
    given = _TOKEN.findall(text.lower())
    if not state or "," in text or "+" in text:
        return ""
    telling = [word for word in given if word not in _ABOUT and word not in _OF_WORD]
    begins = given[0] in _OF_WORD or any(text.lower().startswith(phrase) for phrase in _PHRASES)
    return state if begins or len(telling) < 2 else ""


def _ending(text: str) -> str:
    """The words behind the last dash or in the last bracket of a heading."""
    bracket = _BRACKET.search(text)
    return bracket[1] if bracket else text.rpartition(" - ")[2] if " - " in text else ""


def _above(place: Place) -> str:
    """The state that the innermost heading gives to all items below it; a mere "Features" has that of the one above."""
    return _of_trail(place.section.trail if place.section else ())


def _of_trail(trail: tuple[str, ...]) -> str:
    for heading in reversed(trail):
        state, mere = _said(heading)
        if state or not mere:
            return state
    return ""


@lru_cache(4096)  # asked of all that lies below it
def _said(heading: str) -> tuple[str, bool]:
    """The state that a heading names, and whether it says nothing else."""
    return _exact(plain(heading)), set(_TOKEN.findall(heading.lower())) <= _ABOUT


@lru_cache(4096)  # the headings above are asked once an item
def _exact(heading: str) -> str:
    """The state that a heading names, if it says little else."""
    given = _TOKEN.findall(heading.lower())
    if not given or len(given) > 5:
        return ""
    state = state_of(heading)
    telling = [word for word in given if word not in _ABOUT and word not in _OF_WORD]
    return state if state and not telling else ""


def state_of(text: str) -> str:
    """The one state that a short text names, "" if none or several."""
    if not text:
        return ""
    lowered = text.lower()
    phrase = _PHRASE.search(lowered)
    if phrase:
        return _PHRASES[phrase[0]]
    named = {_OF_WORD[word] for word in _TOKEN.findall(lowered) if word in _OF_WORD}
    return named.pop() if len(named) == 1 else ""
