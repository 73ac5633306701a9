"""Lists and tables that a sentence announces with a number: "The library ships four drivers:"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.quantities import UNITS
from docpipe.text.wordlists import words

NUMBERS = {
    word: number
    for number, names in enumerate(
        (
            "two zwei dos deux", "three drei tres trois", "four vier cuatro quatre", "five fünf cinco cinq",
            "six sechs seis", "seven sieben siete sept", "eight acht ocho huit", "nine neun nueve neuf",
            "ten zehn diez dix", "eleven elf onze", "twelve zwölf doce douze",
        ),
        2,
    )
    for word in names.split()
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[-.,/+'][^\W_]+)*\+?")
# Words that say that the list shows some of them only, or that the number is a bound.
_PARTIAL = words(
    "including include includes among such e.g example examples some selected highlights notably mainly least most "
    "over up about around approximately roughly nearly almost more than first last next every each per either any "
    "one darunter unter beispiel etwa rund mindestens höchstens über bis je incluyendo incluye entre ejemplo unos "
    "hasta menos más dont parmi exemple environ moins plus chaque jusqu cada erste letzte nächste todo minimum maximum "
    "if when after within wenn falls nach innerhalb si cuando después tras quand après"
)
_NO_NOUN = words("of x times am pm von mal de veces fois")
# A name that ends in a number: "Phase 2 targets", "Python 3 packages"; and shares.
_NAMED = re.compile(r"(?:[^\W\d_a-z]\w*[ -]#?\d)|\d\s?%|\d\.\d|\d[-–/]\d")
# A number that numbers what follows: "Ready for 4: Storage:", "5 (done):".
_ORDINAL = re.compile(r"(?<![\w.])\d{1,2}\s?[:(]")
_CODED = re.compile(r"_\d|\d_")  # a number within a name: `run_3_tests.py:`
_HEADED = re.compile(r"^([^()]{3,80}?)\s?\((\d{1,2})((?:\s[^\W\d_]{3,20}){0,2})\)$")
_MOST = 60
_LONG = 200
_AFTER = 5  # words that may stand between the number and the colon


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact an item or row that such a sentence introduces; `value` is the number that it announces."""
    above, section = statement.above, place.section
    if statement.outer or section is None:
        return
    if above:
        announced, line, text = _announced(above.raw), above.line, above.raw.strip()
    else:
        announced, line, text = _headed(place.heading), section.start_line, place.heading
    if announced:
        number, noun = announced
        form = "rows" if statement.form == "row" else "items"
        yield place.fact(statement, ("count", noun, f"{form} after line {line}"), str(number), "listed", text)


@lru_cache(256)  # asked of every item below it
def _announced(raw: str) -> tuple[int, str] | None:
    """The number before the colon that ends a line, and the words that follow it."""
    text = raw.strip().strip("*_ ")
    if not text.endswith((":", "：")) or len(text) > _LONG or _CODED.search(text):
        return None
    given = [word.lower() for word in _WORD.findall(re.split(r"[.;!?]\s", text)[-1])]
    numbers = [at for at, word in enumerate(given) if word.isdigit() or word in NUMBERS or word.rstrip("+").isdigit()]
    if len(numbers) != 1 or _PARTIAL & set(given):
        return None
    at = numbers[0]
    noun = given[at + 1 :]
    if _ORDINAL.search(text):
        return None
    if not 0 < len(noun) <= _AFTER or noun[0] in UNITS or noun[0] in _NO_NOUN or _NAMED.search(text):
        return None
    number = NUMBERS.get(given[at]) or (int(given[at]) if given[at].isdigit() else 0)
    return (number, " ".join(noun)) if 1 < number <= _MOST else None


@lru_cache(256)  # as above
def _headed(heading: str) -> tuple[int, str] | None:
    """The number in brackets that ends a heading, and what it counts: "Supported drivers (12)"."""
    match = _HEADED.match(heading)
    if not match or not 1 < int(match[2]) <= _MOST:
        return None
    noun = match[3].strip() or match[1]
    return None if noun.lower().split()[0] in UNITS else (int(match[2]), noun)
