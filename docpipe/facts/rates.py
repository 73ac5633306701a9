"""How often something may be asked for: "Login: 5 attempts per 15 minutes", "API calls: 100 req/min"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.quantities import UNITS, near_digits

_RATE = re.compile(
    r"(?<![\w.,<>≥≤~$-])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,7})\s?(?:requests?|reqs?|attempts?|calls?|anfragen|versuche|"
    r"solicitudes|intentos|requêtes|tentatives|次请求|次)\s?"
    r"(?:/|per|in|every|pro|por|par|每)\s?(?P<times>\d{1,4})?[\s-]?(?P<unit>[A-Za-zñí]{1,9}|秒|分钟|小时|天)(?![\w-])",
    re.IGNORECASE,
)
_REACH = 12  # characters before a number that tell what it is
# A rate that is measured, aimed at or paid for is no limit that a server sets.
_OTHERWISE = re.compile(
    r"throughput|load test|benchmark|perform|scal(?:e|ing|ab)|capacity|sustained|peak|quota|pricing|\bplans?\b|cost|"
    r"free tier|durchsatz|rendimiento|débit|alert|→|->|\bfrom \d",
    re.IGNORECASE,
)
_LIMITED = re.compile(r"limit|throttl|brute|attempt|versuch|intento|tentative|begrenz|限", re.IGNORECASE)
_LONGEST = 240


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a line that tells one rate, of what its label or first cell names."""
    raw = statement.raw
    if len(raw) > _LONGEST or (statement.form == "code" and statement.language != "comment"):
        return
    found = list(near_digits(_RATE, raw, _REACH))
    if len(found) != 1 or found[0]["unit"].lower() not in UNITS:
        return
    base, size = UNITS[found[0]["unit"].lower()]
    around = f"{raw} {' '.join(statement.section.trail)} {statement.lead} {' '.join(statement.parents)}"
    if base != "s" or _OTHERWISE.search(around) or not _LIMITED.search(around):
        return
    number = found[0]["number"].replace(",", "")
    window = size * int(found[0]["times"] or 1)
    subject = statement.label or _before(statement.text)
    if subject and window:
        yield place.fact(statement, ("value", subject, "rate limit"), f"{int(number)} per {window:g} s", "rate")


def _before(text: str) -> str:
    """What stands before the number in a short line: "Register endpoint limited to 3 attempts per hour"."""
    head, colon, _ = text.partition(":")
    if colon and not any(map(str.isdigit, head)):
        return head.strip(" -*`")
    match = next(near_digits(_RATE, text, _REACH), None)
    before = text[: match.start()].strip(" -*`(:") if match else ""
    return before if 0 < len(before.split()) <= 6 else ""
