"""Text -> normalised words, and the words of rules -> what counts them in it. Knows no rule and no document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# A word by itself that stands in no vocabulary: keeps a phrase from being found across two headings.
BREAK = "\x01"

_ASCII = str.maketrans({chr(c): " " for c in range(128) if not chr(c).isalnum() and chr(c) != BREAK})
_MARKS = re.compile(r"[^\w\x01]+|_+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Scripts written without spaces: their terms are found anywhere in a run. Kana, ideographs, Hangul, Thai.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def normalise(text: str) -> str:
    """The text in lower case, without accents, with spaces for everything that is no letter or digit."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered.translate(_ASCII)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return _MARKS.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c)))


def split_name(name: str) -> str:
    """A file's or folder's name as words: `UserProfileAPI` is `User Profile API`."""
    return _CAMEL.sub(" ", name)


class Vocabulary:
    """Finds terms in text: words, words with any ending (`deploy*`), phrases, and terms of unspaced scripts."""

    def __init__(self, terms: Iterable[str]) -> None:
        """`terms` as rules write them; `count` names them in the same way."""
        self._exact: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        unspaced: dict[str, str] = {}
        for term in sorted(set(terms)):
            words, open_ended = normalise(term).split(), term.endswith("*")
            if _UNSPACED.search(unicodedata.normalize("NFKC", term)):
                unspaced["".join(words)] = term
            elif len(words) > 1:
                self._phrases[words[0]].append(_Phrase(tuple(words), open_ended, term))
            elif open_ended:
                self._prefixes[words[0]] = term
            elif words:
                self._exact[words[0]] = term
        self._unspaced = sorted(unspaced.items(), key=lambda item: (-len(item[0]), item[0]))
        self._prefix_lengths = sorted({len(prefix) for prefix in self._prefixes})
        self._known: dict[str, str | None] = {}

    def count(self, text: str) -> dict[str, int]:
        """Each term that stands in normalised text, and how often. A word inside a phrase counts for the phrase."""
        words = text.split()
        counts = Counter(words)
        found: dict[str, int] = {}
        if firsts := self._phrases.keys() & counts.keys():
            joined = f" {' '.join(words)} "
            for phrase in (phrase for first in sorted(firsts) for phrase in self._phrases[first]):
                phrase.find(joined, counts, found)
        for word, times in counts.items():
            if times > 0 and (term := self._term(word)):
                found[term] = found.get(term, 0) + times
        if self._unspaced and _UNSPACED.search(text):
            self._find_unspaced(text, found)
        return found

    def _term(self, word: str) -> str | None:
        """The term that a word is a form of, remembered."""
        if word not in self._known:
            self._known[word] = self._find(word)
        return self._known[word]

    def _find(self, word: str) -> str | None:
        for form in (word, *_singular(word)):
            if form in self._exact:
                return self._exact[form]
        beginnings = (word[:length] for length in reversed(self._prefix_lengths) if length <= len(word))
        return next((self._prefixes[beginning] for beginning in beginnings if beginning in self._prefixes), None)

    def _find_unspaced(self, text: str, found: dict[str, int]) -> None:
        for written, term in self._unspaced:
            if times := text.count(written):
                found[term] = found.get(term, 0) + times
                text = text.replace(written, BREAK)  # so that a part of it is not counted as well


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    open_ended: bool
    term: str

    def find(self, joined: str, counts: Counter[str], found: dict[str, int]) -> None:
        """Add how often the phrase stands in `joined`, and take its words off `counts`."""
        sure = self.words[:-1] if self.open_ended else self.words
        if not all(word in counts for word in sure[:-1]):
            return
        written = " ".join(self.words)
        if self.open_ended:
            times = joined.count(f" {written}")
        else:
            times = joined.count(f" {written} ") + joined.count(f" {written}s ")
        if times:
            found[self.term] = times
            for word in sure:
                counts[word] -= times


def _singular(word: str) -> Iterator[str]:
    """What an English plural may be the plural of."""
    if len(word) > 3 and word.endswith("s"):
        yield word[:-1]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        elif word.endswith("es"):
            yield word[:-2]
