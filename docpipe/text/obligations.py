"""Whether a short text says that something is required or optional, in the words of several languages."""

from __future__ import annotations

import re

_REQUIRED = re.compile(
    r"\b(?:required|mandatory|erforderlich|pflicht|verpflichtend|obligatori[oa]s?|requerid[oa]s?|obligatoires?|requise?s?)\b|"
    r"必填|必需|必须",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"\b(?:optional|not required|not needed|nicht erforderlich|freiwillig|opcional(?:es)?|no es obligatori[oa]|"
    r"facultati(?:f|ve)s?|optionnel(?:le)?s?|pas obligatoires?)\b|可选|选填",
    re.IGNORECASE,
)
# "Required for mail", "optional if …", "required only in production": true of some uses.
_BOUND = re.compile(
    r"(?:required|optional|mandatory|erforderlich|obligatori[oa]|requise?|facultatif)[\s:,]*"
    r"(?:for|if|when|unless|only|in|by|with|für|wenn|falls|nur|para|si|cuando|pour)\b|"
    r"\b(?:one of|either|at least one)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\bno (?:[\w-]{1,30} ){1,3}(?:is |are )?required\b", re.IGNORECASE)  # "no login required"


def obligation(text: str) -> str:
    """`required` or `optional`, "" where a text says neither, both, or of some uses only."""
    if "equired" in text and _NONE.search(text):
        return ""
    optional = _OPTIONAL.search(text)
    required = _REQUIRED.search(_OPTIONAL.sub(" ", text) if optional else text)
    if bool(optional) == bool(required) or _BOUND.search(text):
        return ""
    return "optional" if optional else "required"
