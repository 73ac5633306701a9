"""How mature a thing is called: "Current stage: staging" below its heading, a column "Maturity", "Search (beta)".

The subject of a label is the innermost heading above that names something, or else the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

_STAGES: dict[str, frozenset[str]] = {
    # Who calls a thing experimental and who calls it a prototype or in development, say the same.
    "development": words(
        "development entwicklung desarrollo développement experimental experimentell expérimental prototype prototyp "
        "prototipo"
    ),
    "alpha": words("alpha"),
    "beta": words("beta preview vorschau"),
    "staging": words("staging"),
    "production": words("production stable ga produktion produktiv stabil producción estable stable"),
    "deprecated": words("deprecated veraltet obsoleto obsoleta obsolète sunset"),
    "retired": words(
        "retired removed decommissioned discontinued abgeschaltet eingestellt entfernt retirado eliminado"
    ),
}
_OF_WORD = {word: stage for stage, members in _STAGES.items() for word in members}
_LABEL = re.compile(
    r"^(?:current |release |lifecycle |deployment |aktuelle )?(?:stage|maturity|maturity level|lifecycle|"
    r"status|state|stability|"
    r"reifegrad|stufe|stadium|etapa|madurez|estado|stade|maturité|statut|状态|阶段)$",
    re.IGNORECASE,
)
# One of which stands in each such label.
WORDS = words(
    "stage maturity lifecycle status state stability reifegrad stufe stadium etapa madurez estado stade maturité "
    "statut 状态 阶段"
)
_WORD = re.compile(r"[^\W\d_]+")
_BARE = words(
    "status overview current summary about details metadata info information maturity stage general description "
    "target history related documentation goals übersicht resumen aperçu"
)
_MORE = re.compile(r"[(;,]| - ")
_LONGEST = 160
_MAX_WORDS = 6  # of what a label is said to be


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a label, cell or bracket that names a stage."""
    if len(statement.raw) > 3 * _LONGEST:
        return
    if statement.form == "row":
        for header, cell in zip(statement.headers[1:], statement.cells[1:], strict=False):
            if _LABEL.match(header) and (stage := stage_of(plain(cell))) and statement.label:
                yield place.fact(statement, ("status", statement.label, "stage"), stage, "table", header)
        return
    if statement.label and _LABEL.match(statement.label) and len(statement.raw) <= _LONGEST:
        stage, name = stage_of(plain(statement.rest)), _above(place)
        if stage and name:
            yield place.fact(statement, ("status", name, "stage"), stage, "label")


def stage_of(text: str) -> str:
    """The one stage that a short text names; what stands in brackets or behind a dash tells more of it."""
    if "→" in text or "->" in text:
        return ""
    given = _WORD.findall(_MORE.split(text, maxsplit=1)[0].lower())
    named = {_OF_WORD[word] for word in given if word in _OF_WORD}
    return named.pop() if len(named) == 1 and len(given) <= _MAX_WORDS else ""


def _above(place: Place) -> str:
    """The innermost heading that names something."""
    trail = place.section.trail if place.section else ()
    for heading in (*reversed(trail), place.document.title):
        shown = plain(heading)
        if not _BARE.issuperset(_WORD.findall(shown.lower())):
            return shown
    return ""
