"""A number in code with what it comes to behind it: `OFFER_TTL: 5 * 60, // 5 minutes`.

A comment alone may be about a sample; where the code says the same, it is a setting, which the names of the line name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from docpipe.facts import amounts
from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.quantities import Quantity, equal, quantity

_MARKS = ("# ", "// ", "-- ")
_SAID = re.compile(r"(?<![\w.])(\d{1,6}(?:\.\d{1,3})?)\s?([A-Za-z]{1,12})\b")
_PRODUCT = re.compile(r"(?<![\w.])\d{1,12}(?:\s?\*\s?\d{1,9}){0,4}(?![\w.])")
# What a number is given to: the key that a call is told, else the name on the left.
_KEY = re.compile(r"[\"']([A-Za-z][\w.:-]{2,60})[\"']")
_ASSIGNED = re.compile(r"^\W*(?:\w{1,20}[. ]){0,3}([A-Za-z]\w{2,60})[\"']?\s?[:=]")
_SCALES = (1.0, 1e-3)  # seconds and bytes, or milliseconds
_LONGEST = 200
_SHORT = 60  # characters of a comment that only says the amount


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """The amount of one line, as the name that it is given to and its comment say it."""
    raw = statement.raw
    at = max(raw.rfind(mark) for mark in _MARKS)
    if at < 1 or len(raw) > _LONGEST or statement.language == "comment":
        return
    code, comment = raw[:at], raw[at:].lstrip("#/- ")
    said = _SAID.findall(comment) if len(comment) <= _SHORT else []
    amount = quantity(" ".join(said[0])) if len(said) == 1 else None
    if amount and amount.unit in ("s", "B") and any(_comes_to(product, amount) for product in _PRODUCT.findall(code)):
        name = _KEY.search(code) or _ASSIGNED.match(code)
        if name:
            yield from amounts.read(statement, place, f"{name[1].replace('_', ' ').lower()}: {comment}")


def _comes_to(product: str, amount: Quantity) -> bool:
    number = math.prod(float(factor) for factor in product.split("*"))
    return any(equal(Quantity(number * scale, amount.unit), amount) for scale in _SCALES)
