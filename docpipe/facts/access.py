"""Whether all endpoints of an interface ask who calls: "All API endpoints require authentication", "… without a token".

Only what is said of all of them is read; what some of them ask is a matter of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.wordlists import words

_ALL = re.compile(
    r"\b(?:all|every|each|alle|jede[rs]?|tod[oa]s l[oa]s|cada|tou(?:s|te)s les|chaque)\s+((?:\w+\s+){0,3}?)"
    r"(?:endpoints?|endpunkte?|routes?|api calls?|requests?|anfragen?|solicitud(?:es)?|requêtes?)\b|"
    r"所有(?:接口|端点|请求)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:without (?:any )?(?:authentication|a token|tokens|credentials|login|api keys?)|unauthenticated|"
    r"public(?:ly)?\b|"
    r"(?:do(?:es)? not|don't|doesn't) (?:require|need) (?:any )?(?:\w+ )?(?:authentication|token|api key|login)|"
    r"no authentication|ohne (?:anmeldung|authentifizierung)|sin autenticación|sans authentification)|"
    r"无需(?:认证|登录)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:(?:require|requires|need|needs|must (?:include|contain|carry|have|be)|are protected|erfordern|benötigen|"
    r"requieren|exigent|nécessitent)\b[^.]{0,60}\b(?:authenticat\w+|tokens?|api keys?|jwt|credentials?|"
    r"authentifizierung|anmeldung|autenticación|authentification))\b|需要(?:认证|登录)",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except|unless|if|when|other than|apart from|but|most|some|außer|wenn|salvo|excepto|si|sauf)\b|除了",
    re.IGNORECASE,
)
_WHOLE = words("api rest http web the our its backend server public of these")
_LONGEST = 240
_SENTENCE = re.compile(r"(?<=[.!。])\s+")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a sentence about all endpoints."""
    if len(statement.raw) > 2 * _LONGEST or not _ALL.search(statement.raw):
        return
    for sentence in _SENTENCE.split(statement.text):
        every = _ALL.search(sentence)
        if not every or len(sentence) > _LONGEST or _EXCEPT.search(sentence):
            continue
        which = " ".join(word for word in (every[1] or "").lower().split() if word not in _WHOLE)
        told = f"{sentence[: every.start()]} {sentence[every.end() :]}"  # "every public endpoint" says which
        free, asked = bool(_OPEN.search(told)), bool(_ASKED.search(told))
        if free != asked or free:
            yield place.fact(
                statement,
                ("polarity", f"all {which} endpoints".replace("  ", " "), "authentication"),
                "no" if free else "yes",
                "access",
            )
