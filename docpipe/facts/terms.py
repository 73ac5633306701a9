"""Under which licence a sentence says that a thing it names stands: "The parser is available under the MIT licence"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text import licences
from docpipe.text.plain import plain
from docpipe.text.wordlists import words

_UNDER = re.compile(
    r"\b(?:is|are|ist|sind|steht|stehen|es|está|est)\b[^.;]{0,80}?\b(?:licen[cs]ed|offered|released|distributed|available|"
    r"published|lizenziert|verfügbar|licenciad[oa]|distribuid[oa]|publié|distribué)?\b[^.;]{0,20}?\b(?:under|unter|bajo|sous)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:The |Die |Der |Das |El |La |Le |L')?([A-Z][\w.+#-]{0,40})(?= )")
# A name that points to the project at hand is read by `licences`.
_POINTING = words(
    "This These It All Our They Each Every By In For If Dies Diese Dieses Este Esta Ce Cette Project Software Code "
    "Repository"
)
_LONGEST = 240
_OLD = re.compile(
    r"\b(?:was|were|formerly|previously|until|before|war|früher|antes|avant|or|oder|dual)\b", re.IGNORECASE
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a sentence that names a thing and one licence."""
    if len(statement.raw) > 3 * _LONGEST or ("icen" not in statement.raw and "izenz" not in statement.raw):
        return
    for sentence in re.split(r"(?<=[a-z])\. (?=[A-Z])", plain(statement.body)):
        name = _NAME.match(sentence)
        if not name or len(sentence) > _LONGEST or name[1] in _POINTING or _OLD.search(sentence):
            continue
        under = _UNDER.search(sentence)
        found = licences.names(sentence[under.end() :]) if under else ()
        if len(found) == 1:
            yield place.fact(statement, ("other", name[1], "terms"), found[0], "terms")
