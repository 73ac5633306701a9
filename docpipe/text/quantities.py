"""Amounts as people write them -> a number and a base unit: `10MB` and `10485760 bytes`, `24h` and `86400 s` are one.

Binary and decimal multiples of bytes are told apart only by their spelling; where a claim says `MB` both are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGIT = re.compile(r"\d")

# unit as written -> base unit and its size in it
UNITS: dict[str, tuple[str, float]] = {}
for _unit, _names in (
    (("s", 1e-3), "ms msec millisecond milliseconds millisekunden milisegundos"),
    (("s", 1), "s sec secs second seconds sekunde sekunden segundo segundos seconde secondes 秒"),
    (("s", 60), "m min mins minute minutes minuten minuto minutos 分钟 分"),
    (("s", 3600), "h hr hrs hour hours stunde stunden hora horas heure heures 小时 時間"),
    (("s", 86400), "d day days tag tage día días jour jours 天 日"),
    (("s", 604800), "w week weeks woche wochen semana semanas semaine semaines 周"),
    (("s", 2592000), "month months monat monate mes meses mois"),
    (("s", 31536000), "y year years jahr jahre año años an ans"),
    (("B", 1), "b byte bytes octets"),
    (("B", 1e3), "kb k"),
    (("B", 1e6), "mb mo"),
    (("B", 1e9), "gb g go"),
    (("B", 1e12), "tb t"),
    (("B", 2**10), "kib ki"),
    (("B", 2**20), "mib mi"),
    (("B", 2**30), "gib gi"),
    (("B", 2**40), "tib ti"),
    (("%", 1), "% percent prozent"),
):
    for _name in _names.split():
        UNITS[_name] = _unit

_AMOUNT = re.compile(
    r"([<>≤≥~≈]=?|±)?\s?([$€£])?\s?(\d[\d,_]*(?:\.\d+)?)\s?[-–]?\s?(%|[A-Za-zñí秒分钟小时天日周]{1,13})?(\+)?(?![\w/])"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a base unit: `s`, `B`, `%`, a currency sign, a word or nothing; `bound` is `<`, `>`, `~` or none."""

    number: float
    unit: str
    bound: str = ""


def quantity(text: str) -> Quantity | None:
    """The amount that the text begins with."""
    match = _AMOUNT.match(text.strip())
    if not match:
        return None
    bound, money, digits, word, plus = match.groups()
    number = float(digits.replace(",", "").replace("_", ""))
    unit, scale = UNITS.get((word or "").lower(), ((word or "").lower(), 1.0))
    mark = (
        ">"
        if plus or (bound or "").startswith((">", "≥"))
        else "<"
        if (bound or "").startswith(("<", "≤"))
        else "~"
        if bound
        else ""
    )
    return Quantity(number * scale, money or unit, mark)


def equal(left: Quantity, right: Quantity) -> bool:
    """The same amount; of bytes also where one counts in thousands, the other in 1,024s; a bare number fits all."""
    if left.unit != right.unit and left.unit and right.unit:
        return False
    high, low = max(left.number, right.number), min(left.number, right.number)
    if high == low:
        return True
    if "B" in (left.unit, right.unit) and low:
        return any(abs(high / low - 1.024**power) < 0.002 for power in (1, 2, 3, 4))
    return False


def near_digits(pattern: re.Pattern[str], text: str, reach: int) -> Iterator[re.Match[str]]:
    """What `finditer` finds of a pattern whose matches hold a digit, `reach` characters from their beginning at most.

    Most of a text is far from its digits, and passed over.
    """
    position = 0
    while digit := _DIGIT.search(text, position):
        match = pattern.search(text, max(position, digit.start() - reach))
        if match is None:
            return
        yield match
        position = match.end()
