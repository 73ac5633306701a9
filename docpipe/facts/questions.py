"""Which extractors a line is asked: those that read its form, where the line holds what they look for.

A document has some hundred thousand pairs of a line and an extractor, and few of them give a fact. An extractor is one
bit here. Each word speaks for some of them, which is worked out once a word; a line is asked those that one of its
words speaks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from docpipe.facts.place import Place
from docpipe.facts.statements import Form, Statement
from docpipe.model import Fact

Extractor = Callable[[Statement, Place], Iterable[Fact]]
Headed = Callable[[tuple[str, ...]], bool]  # whether the headings above a line open it
# A run of letters and digits; of Chinese, a character.
_PIECE = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_EDGES = "*_`~.,:;!?()[]<>\"'"  # the commonest signs around a word
_DIGIT = re.compile(r"[0-9]")
_TICK = "`"
_PARTING = re.compile(r"[*`~\\]+")  # what may part a word that a reader sees whole
_PARTED = re.compile(rf"[^\W_]{_PARTING.pattern}[^\W_]")
_MOST = 200_000  # words that are remembered


@dataclass(frozen=True, slots=True)
class Reader:
    """An extractor, and what a line must be and hold before it finds anything there.

    A row is read with the names of its columns. Who names neither marks nor words is asked of all lines of its forms.
    """

    extract: Extractor
    forms: frozenset[Form]
    digit: bool = False  # whether a digit must stand in the line
    ticked: bool = False  # a tick, where it is a sentence or an item
    languages: frozenset[str] | None = None  # of fences, where it reads some only
    marks: tuple[str, ...] = ()  # one of these, in lower case, within a word: without blanks
    words: frozenset[str] = frozenset()  # or one of these, in lower case, as a word
    shape: re.Pattern[str] | None = None  # or this, in lower case, within a word that has a digit
    headed: Headed | None = None  # or headings that open all lines below them to it

    @property
    def asks(self) -> bool:
        """Whether it asks what a line holds."""
        return bool(self.marks or self.words or self.shape)

    def reads(self, form: Form, language: str, *, digit: bool, tick: bool) -> bool:
        """Whether it reads a line of a form, in a fence of a language, that holds a digit or a tick or none."""
        return (
            form in self.forms
            and digit >= self.digit
            and (not self.ticked or tick or form in ("row", "code"))
            and (self.languages is None or form != "code" or language in self.languages)
        )


class Questions:
    """All extractors, in the order of their facts."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        """Nothing is asked yet."""
        self._readers = readers
        self._words = _Words(readers)
        self._free = _bits(not reader.asks for reader in readers)
        self._headed = [(reader.headed, 1 << at) for at, reader in enumerate(readers) if reader.headed]
        self._of_form: dict[tuple[Form, str, int], int] = {}
        self._of_headers: dict[tuple[str, ...], int] = {}
        self._chosen: dict[int, tuple[Extractor, ...]] = {}

    def below(self, trail: tuple[str, ...]) -> int:
        """The extractors that are asked of each line below these headings, whatever it holds."""
        return reduce(or_, (bit for opens, bit in self._headed if opens(trail)), self._free)

    def of_line(self, statement: Statement, below: int) -> tuple[Extractor, ...]:
        """Those that may find something in a line."""
        text = statement.raw
        if statement.form == "item":  # the number of an item is none that it tells
            text = f"[{statement.box}] {statement.body}" if statement.box else statement.body
        held = reduce(or_, map(self._words.__getitem__, text.split()), below)
        line = statement.form, statement.language, held >> len(self._readers)
        if statement.headers:
            held |= self._of_columns(statement.headers)
        reading = self._of_form.get(line)
        if reading is None:
            reading = self._of_form[line] = self._reading(*line)
        asked = held & reading
        chosen = self._chosen.get(asked)
        if chosen is None:
            chosen = tuple(reader.extract for at, reader in enumerate(self._readers) if asked >> at & 1)
            self._chosen[asked] = chosen
        return chosen

    def _of_columns(self, headers: tuple[str, ...]) -> int:
        found = self._of_headers.get(headers)
        if found is None:
            self._of_headers.clear()  # the rows of one table follow each other
            words = (word for header in headers for word in header.split())
            found = self._of_headers[headers] = reduce(or_, map(self._words.__getitem__, words), 0)
        return found

    def _reading(self, form: Form, language: str, flags: int) -> int:
        digit, tick = bool(flags & 1), bool(flags & 2)
        return _bits(reader.reads(form, language, digit=digit, tick=tick) for reader in self._readers)


class _Words(dict[str, int]):
    """What each word speaks for: a bit an extractor, and behind them one each for a digit and a tick."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        """No word is known yet."""
        self._digit = 1 << len(readers)
        self._known = _spoken_for(readers, lambda reader: map(_longest_piece, reader.words))
        marks = _spoken_for(readers, lambda reader: reader.marks)
        signs = {mark: bits for mark, bits in marks.items() if not _PIECE.fullmatch(mark)}
        signs[_TICK] = signs.get(_TICK, 0) | 2 << len(readers)
        self._sign = re.compile("|".join(map(re.escape, sorted(signs, key=len, reverse=True))))
        # A sign is found but once where it is part of a longer one.
        self._signs = {sign: reduce(or_, (signs[part] for part in signs if part in sign)) for sign in signs}
        self._shapes = [(reader.shape, 1 << at) for at, reader in enumerate(readers) if reader.shape]
        self._pieces = _Pieces(self._known, [(mark, bits) for mark, bits in marks.items() if mark not in signs])

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST:
            self.clear()
            self._pieces.clear()
        found = self[word] = self._of(word.lower())
        return found

    def _of(self, word: str) -> int:
        core = word.strip(_EDGES)
        found = self._known.get(word, 0)
        if len(core) < len(word) or not core.isalnum():
            found = reduce(or_, map(self._signs.__getitem__, self._sign.findall(word)), found)
        if core.isascii() and core.isalpha():
            return found | self._pieces[core]
        if not core.isalnum() and _PARTED.search(core):
            word = f"{word} {_PARTING.sub('', core)}"
        found = reduce(or_, map(self._pieces.__getitem__, _PIECE.findall(word)), found)
        if _DIGIT.search(core):
            found = reduce(or_, (bit for shape, bit in self._shapes if shape.search(word)), found | self._digit)
        return found


class _Pieces(dict[str, int]):
    """What each part of a word that signs end speaks for."""

    def __init__(self, known: Mapping[str, int], marks: Sequence[tuple[str, int]]) -> None:
        """No piece is known yet."""
        self._whole = known
        self._marks = marks

    def __missing__(self, piece: str) -> int:
        within = (bits for mark, bits in self._marks if mark in piece)
        found = self[piece] = reduce(or_, within, self._whole.get(piece, 0))
        return found


def _longest_piece(word: str) -> str:
    """By which a word that signs part is known; one that is all signs has none."""
    return max(_PIECE.findall(word), key=len, default=word)


def _spoken_for(readers: Sequence[Reader], asked: Callable[[Reader], Iterable[str]]) -> dict[str, int]:
    """Each word or mark that an extractor asks for, with the bits of those who do."""
    found: dict[str, int] = {}
    for at, reader in enumerate(readers):
        for word in asked(reader):
            found[word] = found.get(word, 0) | 1 << at
    return found


def _bits(holding: Iterable[bool]) -> int:
    return sum(1 << at for at, holds in enumerate(holding) if holds)
