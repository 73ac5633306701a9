"""By what a limit or a price counts: "Quotas are applied per account", "limits on a per harbour basis"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.quantities import UNITS
from docpipe.text.wordlists import words

_PER = re.compile(r"\b(?:per|pro|por|par)[ -]([^\W\d_]{3,20})\b", re.IGNORECASE)
_LIMITS = re.compile(
    r"\b(?:quotas?|limits?|limited|appl(?:y|ies|ied)|bill(?:ed|s)|charged|enforced|kontingente?|begrenzt|abgerechnet|"
    r"cuotas?|límites?|factura\w*|limites?|facturé\w*)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\b(?:not|never|instead|unless|or|nicht|no|pas|oder)\b|n['’]t\b|[<>=×*]", re.IGNORECASE)
_NEITHER = words("default example request requests user-defined cent se the our your")
_LONGEST = 200


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line that tells one basis and denies none."""
    raw = statement.raw
    if len(raw) > _LONGEST or not raw.rstrip().endswith((".", "。")) or statement.label:
        return  # a name, hardly a sentence
    if not _LIMITS.search(raw) or _OTHERWISE.search(statement.text):
        return
    told = {noun.lower() for noun in _PER.findall(statement.text)}
    if len(told) == 1 and not told & _NEITHER and not told & UNITS.keys():
        yield place.fact(statement, ("other", _PER.sub(" ", statement.text), "basis"), told.pop(), "basis")
