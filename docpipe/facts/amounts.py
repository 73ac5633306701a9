"""Every amount that a document states, with the words around it: "Backups are kept for # days".

Nothing is asked of the words but that they stand near: which of them name a subject is told by the corpus, in the stage
`conflicts`. The subject of the fact is the clause, with `#` where the amount stood; its attribute is the dimension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact, Kind
from docpipe.text.quantities import UNITS, near_digits
from docpipe.text.wordlists import words

_NUMBER = r"\d{1,3}(?:[,_\u00a0\u202f]\d{3})+(?:\.\d{1,4})?|\d{1,12}(?:[.,]\d{1,6})?"
_AMOUNT = re.compile(
    r"(?<![\w.,:/#@&+\\^~-])(?P<bound>[<>≤≥~≈±]=?)?\s?(?P<money>[$€£¥])?"
    rf"(?P<low>{_NUMBER})(?:\s?(?:[-–—…~]|to\b|bis\b|à\b|до\b)\s?[$€£¥]?(?P<high>{_NUMBER}))?(?P<plus>\+)?"
    r"(?:/(?P<of>5|10|100)(?![\d.]))?(?P<tail>[ -]?%|[ -]?[^\W\d_]{1,14}\b)?(?![\d:@]|[./,]\d|-\d)"
)
# Of a word in which an amount may begin.
SHAPE = re.compile(
    r"(?:^|[^\w.,:/#@&+^~-]|(?<![^\W_])_|~~)[<>≤≥~≈±]?=?[$€£¥]?\d|_[a-z]{2,12}[\"'`]?[=:][\"'`]?\d", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_REACH = 8  # characters of a bound, a blank and a sign
# An identifier that ends in the unit of its number: `EXPIRE_MINUTES=30`.
_SUFFIXED = re.compile(
    r"\b[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){0,8}_([A-Z]{2,12})[\"'`]?\s{0,2}[=:]\s{0,2}[\"'`]?(\d{1,9})(?![\w.:/-])"
)
_CODE = re.compile(r"[{}();=<>\"'\\$\[\]]")
_CHANGE = re.compile(r"→|->|=>|➜|⟶")
_LIMITS = {
    ">": "at least|minimum|min|more than|over|above|mindestens|über|au moins|plus de|al menos|más de|не менее|至少",
    "<": "at most|up to|maximum|max|less than|under|below|within|höchstens|bis zu|au plus|hasta|menos de|до|最多",
    "~": "about|approx|approximately|around|roughly|circa|ca|etwa|rund|environ|aproximadamente|unos|около|约|大约",
}
_LIMIT = {name: sign for sign, names in _LIMITS.items() for name in names.split("|")}
_BEFORE = re.compile(r"([^\W\d_]+(?:\s[^\W\d_]+)?)[.:]?\s?$")
_DIMENSION = {"s": "duration", "B": "size", "%": "share"}
# Units of hardware, whose letters mean something else in the other case.
_PHYSICAL = {
    unit: (dimension, size)
    for dimension, units in {
        "voltage": {"V": 1.0, "mV": 1e-3, "kV": 1e3},
        "current": {"mA": 1e-3},
        "power": {"W": 1.0, "mW": 1e-3, "kW": 1e3},
        "frequency": {"Hz": 1.0, "kHz": 1e3, "MHz": 1e6, "GHz": 1e9},
        "bit rate": {"baud": 1.0, "Baud": 1.0, "bps": 1.0, "kbps": 1e3, "Mbps": 1e6, "Gbps": 1e9},
    }.items()
    for unit, size in units.items()
}
_SLOWEST = 50  # bits a second
_SHORT = words("m d b g t o y w k a an as go mo mes s h")
_NAMES = words("ms kb mb gb")  # the short units that a name may end in
_NEVER = words("m d b t o y w a an as")
# A capitalised word right before a small number makes it a name: "Phase 2", "Bus 004".
_NAMED = re.compile(r"(?:^|\s)[^\W\d_a-z]\w*(?:\s[\d.]{1,8},){0,9}$")
_ORDINAL = 30
_STOP = words(
    "of in to for and or with on by at as from the a an per is are was were be that which when where each into via if "
    "so but then this it not can until within after before during und oder von für mit bei aus im ist sind y o de en "
    "con para por es et ou du des pour dans sur est x"
)
_LONG = 400
_AROUND = 90
_TEXT = words("text txt plaintext md markdown") | {""}


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """The amounts of one statement, each with its clause."""
    if len(statement.raw) > _LONG:
        return
    if statement.form == "row":
        for at, cell in enumerate(statement.shown[1:], 1):
            if _DIGIT.search(cell):
                header = statement.headers[at] if at < len(statement.headers) else ""
                yield from read(statement, place, cell, (statement.label, header))
    elif statement.form == "code" and "── " in statement.raw:
        yield from read(statement, place, statement.raw.rpartition("── ")[2].strip(), ())
    elif statement.form == "code" and (statement.language not in _TEXT or _CODE.search(statement.raw)):
        yield from _suffixed(statement, place, statement.body)
    elif not statement.raw.rstrip().endswith((";", "{", "}")):
        yield from read(statement, place, statement.text.strip(), ())


def read(statement: Statement, place: Place, text: str, hints: tuple[str, ...] = ()) -> Iterator[Fact]:
    """The amounts of a text that a statement holds, or that is made of it."""
    amounts = list(near_digits(_AMOUNT, text, _REACH))
    for match in amounts if amounts and not _CHANGE.search(text) else ():
        found = _amount(match, text)
        if not found or (found[0] == "number" and not _counts(match, text, heading=statement.form == "heading")):
            continue
        dimension, value = found
        if dimension == "number" and hints and not match["tail"]:
            dimension, value = _by_name(hints[0], match, dimension, value)
        end = max(match.end(name) for name in ("low", "high", "plus", "of"))
        kind: Kind = "count" if dimension == "number" else "value"
        clause = _clause(text, match.start(), end)
        if hints or (statement.label and statement.label not in clause):
            clause = f"{' · '.join(hints) or statement.label} ‖ {clause}"
        yield place.fact(statement, (kind, clause, f"amount {dimension}"), value, "amount", *hints)


def _suffixed(statement: Statement, place: Place, text: str) -> Iterator[Fact]:
    """Numbers whose unit is the last word of the name that they are given to."""
    for match in _SUFFIXED.finditer(text):
        base = UNITS.get(match[1].lower())
        if base and base[0] in _DIMENSION and (len(match[1]) > 2 or match[1].lower() in _NAMES):
            value = _written(float(match[2]) * base[1])
            clause = _clause(text, match.start(2), match.end(2))
            yield place.fact(statement, ("value", clause, f"amount {_DIMENSION[base[0]]}"), value, "amount")


def _by_name(name: str, match: re.Match[str], dimension: str, value: str) -> tuple[str, str]:
    """The amount of a row whose name ends in a unit: `EXPIRE_MINUTES | 30`."""
    last = re.split(r"[\W_]+", name.strip("`* "))[-1].lower()
    base = UNITS.get(last) if len(last) > 2 or last in _NAMES else None
    if not base or base[0] not in _DIMENSION or match["high"] or "_" not in name:
        return dimension, value
    return _DIMENSION[base[0]], _written(_number(match["low"]) * base[1])


def _counts(match: re.Match[str], text: str, *, heading: bool) -> bool:
    """Whether a bare number counts something or is what a label is said to be: "Step 2", "3. Install" do neither."""
    before = text[max(0, match.start() - _AROUND) : match.start()].rstrip()
    noun = (match["tail"] or "").strip(" -")
    if noun and noun.lower() not in _STOP:
        named = _NAMED.search(before) and _number(match["low"]) <= _ORDINAL
        return "." not in match["low"] and not named and not (heading and not before)
    after = text[match.end() :].lstrip()
    if not match["low"].isdigit():
        return False
    return (not before and not after) or (before.endswith((":", "：")) and not after.startswith("."))


def _clause(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"{before.strip()} #{after.rstrip()}"


def _amount(match: re.Match[str], text: str) -> tuple[str, str] | None:
    """Dimension and value in its base unit, with a bound before it."""
    tail = match["tail"] or ""
    unit = tail.strip(" -")
    dimension, scale = "number", 1.0
    base = UNITS.get(unit.lower())
    if match["money"]:
        dimension = "price"
    elif match["of"]:
        dimension = f"of {match['of']}"
    elif unit in _PHYSICAL:
        dimension, scale = _PHYSICAL[unit]
    elif base and base[0] in _DIMENSION and unit not in _NEVER and (unit not in _SHORT or not tail.startswith(" ")):
        dimension, scale = _DIMENSION[base[0]], base[1]
    elif unit in ("x", "×", "X") and not tail.startswith(" "):
        dimension = "factor"
    elif unit and not tail.startswith((" ", "-")) and unit not in ("K", "k", "M"):
        return None
    if unit in ("k", "K", "M") and not tail.startswith(" "):
        dimension, scale = ("price" if match["money"] else "number"), (1e6 if unit == "M" else 1e3)
    low = _number(match["low"])
    if dimension == "number" and not unit and match["low"].isdigit() and 1990 <= low <= 2035:
        return None
    if unit == "bps" and low < _SLOWEST:
        return None  # hundredths of a per cent
    values = [_written(low * scale)]
    if match["high"]:
        values.append(_written(_number(match["high"]) * scale))
    return dimension, _bound(match, text) + "-".join(values)


def _bound(match: re.Match[str], text: str) -> str:
    if match["plus"]:
        return ">"
    if match["bound"]:
        return {"≥": ">", "≤": "<", "≈": "~", "±": "~"}.get(match["bound"][0], match["bound"][0])
    before = _BEFORE.search(text[max(0, match.start() - 24) : match.start()].lower())
    near = (_LIMIT.get(before[1], "") or _LIMIT.get(before[1].rsplit(None, 1)[-1], "")) if before else ""
    label = text[max(0, match.start() - _AROUND) : match.start()].rstrip().removesuffix(":")
    return near or _LIMIT.get(label.lower().split(" ", 1)[0].strip("(") if label else "", "")


def _number(text: str) -> float:
    text = text.replace("_", "").replace("\u00a0", "").replace("\u202f", "")
    whole, comma, rest = text.rpartition(",")
    if comma and len(rest.partition(".")[0]) != 3:
        return float(f"{whole.replace(',', '')}.{rest}")
    return float(text.replace(",", ""))


def _written(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
