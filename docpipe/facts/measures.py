"""Amounts and counts that a document states of a thing: "Error rate: <1%", "70 MCP tools", "Retention: 30 days".

The subject is the label where the amount is what the label is said to be, else the noun phrase after the number. The
attribute is the dimension (`duration`, `size`, `share`, `price`) or `number` for things that are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact, Kind
from docpipe.text.quantities import UNITS, near_digits
from docpipe.text.wordlists import words

_AMOUNT = re.compile(
    r"(?<![\w.,:/#@\-–])"
    r"(?P<bound>[<>≤≥~≈]=?|(?:about|approx\.?|around|over|up to|at least|more than|less than|under)\b)?\s?"
    r"(?P<money>[$€£])?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?)(?P<plus>\+)?"
    r"(?:(?P<tight>%|[A-Za-z]{1,3}\b)|[ -](?P<word>[A-Za-z][\w/]*))?(?![\d:/]|\.\d)"
)
# Of a word in which an amount may begin.
SHAPE = re.compile(r"(?:^|[^\w.,:/#@–-]|(?<![^\W_])_)[<>≤≥~≈]?=?[$€£]?\d")
_REACH = 16  # characters of a bound, a blank and a sign
_RANGE = re.compile(r"^\s?(?:[-–—]|to)\s?\d|^\s?[x×/]\s?\d|^/\d")
_BEFORE_RANGE = re.compile(r"\d\s?(?:[-–—x×/]|to)\s?$")
_NOUNS = re.compile(r"^((?:[ -][A-Za-z][\w/&'-]*){0,4})")
_LEADING = re.compile(r"^(?:[<>≤≥~≈$€£]|\d|about|up to|at least|over|under|minimum|maximum|max|min)", re.IGNORECASE)
_HEADED = re.compile(r"^([^()\d]{3,60}?)\s?\((\d{1,3})\)$")  # "Lint rules (12)"
_CHANGE = re.compile(
    r"→|->|=>|\bfrom \d\S{0,12}(?:\s\S{1,20}){0,4}?\s(?:to|down|up)\b|\breduc|\bincreas|\bimprov|\bdown from|\bup from"
    r"|\bwas\b|\bpreviously|\bbefore\b",
    re.IGNORECASE,
)
_DIMENSION = {"s": "duration", "B": "size", "%": "share", "$": "price", "€": "price", "£": "price"}
_STOP = words(
    "of in to for and or with on by at as from the a an per is are was were be that which when where each into "
    "than via using across if so but then this these it you we not can will must should may have has had until "
    "within after before during"
)
# Counted things that differ from place to place by their nature.
_FREE = words(
    "step minute second hour day week month year file line time item example option section word character "
    "point user request page row column test case issue error warning task thing part attempt retry level phase "
    "sprint entry version comment commit bug fix change iteration round sample run attempt digit bit byte core "
    "cpu vcpu replica instance node pod thread worker connection message record event person people member "
    "developer engineer question answer reason way bullet sentence"
)


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """Measures of one statement; a line that tells a change tells none."""
    if statement.form == "code" or len(statement.raw) > 500:
        return
    if statement.form == "heading" and (counted := _HEADED.match(statement.text)):
        yield place.fact(statement, ("count", counted[1], "number"), counted[2], "heading")
        return
    if statement.form == "row":
        for header, cell in zip(statement.headers[1:], statement.cells[1:], strict=False):
            if cell and not _CHANGE.search(cell):
                yield from _labelled(statement, place, f"{statement.label} {header}", cell)
                for match in near_digits(_AMOUNT, cell, _REACH):
                    yield from _phrase(statement, place, match, cell)
        return
    amounts = list(near_digits(_AMOUNT, statement.text, _REACH))
    led = statement.label and _LEADING.match(statement.rest.strip("`* "))
    if not (amounts or led) or _CHANGE.search(statement.text):
        return
    if led:
        yield from _labelled(statement, place, statement.label, statement.rest)
    for match in amounts:
        yield from _phrase(statement, place, match)


def _labelled(statement: Statement, place: Place, label: str, text: str) -> Iterator[Fact]:
    """The first amount of what a label is said to be."""
    text = text.strip("`*_ ✅❌⚠️🟡🔴🟢")
    match = _AMOUNT.match(text)
    if not match or _RANGE.match(text[match.end() :]):
        return
    found = _read(match)
    if found and (found[0] != "number" or not found[2]):
        yield place.fact(statement, (_kind(found[0]), label, found[0]), found[1], "label")


def _phrase(statement: Statement, place: Place, match: re.Match[str], text: str = "") -> Iterator[Fact]:
    """The noun phrase that follows an amount; "880-entry registry" counts entries."""
    text = text or statement.text
    if _RANGE.match(text[match.end() :]) or _BEFORE_RANGE.search(text[: match.start()]):
        return
    found = _read(match)
    if not found:
        return
    dimension, value, noun = found
    following = _NOUNS.match(text[match.end() :])
    phrase = [noun] if noun else []
    for word in (following[1] if following else "").replace("-", " ").split():
        if word.lower() in _STOP:
            break
        phrase.append(word)
    if noun and text[match.end("number") : match.end("number") + 1] == "-":
        phrase = [*phrase[1:], f"{noun}s" if not noun.endswith("y") else f"{noun[:-1]}ies"]
    if phrase and not (dimension == "number" and (len(phrase) == 1 and _plain(phrase[0]) in _FREE)):
        yield place.fact(statement, (_kind(dimension), " ".join(phrase), dimension), value, "phrase")


def _kind(dimension: str) -> Kind:
    return "count" if dimension == "number" else "value"


def _plain(word: str) -> str:
    return word.lower().rstrip("s")


def _read(match: re.Match[str]) -> tuple[str, str, str] | None:
    """Dimension, value in its base unit with its bound, and the noun that is counted."""
    number = float(match["number"].replace(",", ""))
    unit = match["tight"] or match["word"] or ""
    bound = match["bound"] or ""
    mark = ">" if match["plus"] or bound.startswith((">", "≥", "over", "at least", "more")) else ""
    mark = mark or ("<" if bound.startswith(("<", "≤", "up to", "less", "under")) else "~" if bound else "")
    if match["money"]:
        return "price", f"{mark}{match['money']}{number:g}", ""
    base = UNITS.get(unit.lower() if len(unit) > 1 or unit in "%sh" else unit)
    if base and unit not in ("m", "d", "b", "g", "t", "o", "y", "w", "a", "an", "as", "an", "go", "mo", "min."):
        dimension = _DIMENSION.get(base[0], base[0])
        return dimension, f"{mark}{number * base[1]:.12g} {base[0]}", ""
    if match["tight"]:
        return None
    if number >= 1990 and number <= 2035 and not match["word"]:
        return None
    if not number.is_integer() or not unit or unit.lower() in _STOP:
        return None
    return "number", f"{mark}{number:.12g}", unit
