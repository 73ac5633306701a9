"""Text -> normalised words, and the terms of rules -> what finds them there. Knows no rule and no document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docpipe.text.scripts import CJK, UNSPACED

# A word by itself that no term holds: keeps a phrase from being found across two headings.
BREAK = "\x01"

_ASCII = str.maketrans({chr(c): " " for c in range(128) if not chr(c).isalnum() and chr(c) != BREAK})
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_MARKS = re.compile(r"[^\w\x01]+|_+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Scripts in which a term stands anywhere in a run of letters: those without spaces, and Hangul, which joins particles.
_UNSPACED = re.compile(f"[{CJK}{UNSPACED}\u1100-\u11ff\uac00-\ud7af]")


def normalise(text: str) -> str:
    """The text in lower case, without accents, with spaces for everything that is no letter or digit."""
    folded = text.lower()
    if not folded.isascii():
        folded = _FOREIGN.sub(lambda run: _fold(run[0]), folded)
    return folded.translate(_ASCII) if folded.isascii() else _MARKS.sub(" ", folded)


def _fold(run: str) -> str:
    """Characters beyond ASCII without accents; of pictures and punctuation, spaces."""
    plain = (c for c in unicodedata.normalize("NFKD", run) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() or c.isascii() else " " for c in plain).lower()


def canonical(term: str) -> str:
    """A term of a rule in the one way of writing it: `Caché` and `cache` are the same term."""
    return " ".join(normalise(term).split()) + ("*" if term.endswith("*") else "")


def split_name(name: str) -> str:
    """The name of a file or folder as words: `UserProfileAPI` is `User Profile API`."""
    return _CAMEL.sub(" ", name)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A term of several words, without its first; `open_ended` where the last stands for every ending."""

    rest: tuple[str, ...]
    open_ended: bool
    term: str

    def stands_in(self, words: list[str], start: int) -> bool:
        """Whether the phrase goes on at `words[start]`."""
        end = start + len(self.rest)
        if end > len(words) or (len(self.rest) > 1 and tuple(words[start : end - 1]) != self.rest[:-1]):
            return False
        last, found = self.rest[-1], words[end - 1]
        return found == last or (found.startswith(last) if self.open_ended else found == last + "s")


class Vocabulary:
    """Finds terms in text: words, words with any ending (`deploy*`), phrases, and terms of unspaced scripts."""

    def __init__(self, terms: Iterable[str]) -> None:
        """`terms` as rules write them; `count` gives them back in their canonical form."""
        self._exact: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        # by their first word and the first letter of the second
        self._phrases: dict[str, dict[str, list[_Phrase]]] = defaultdict(lambda: defaultdict(list))
        unspaced: dict[str, str] = {}
        for term in sorted({canonical(term) for term in terms}):
            words, open_ended = term.rstrip("*").split(), term.endswith("*")
            if _UNSPACED.search(term):
                unspaced["".join(words)] = term
            elif len(words) > 1:
                self._phrases[words[0]][words[1][0]].append(_Phrase(tuple(words[1:]), open_ended, term))
            elif words and open_ended:
                self._prefixes[words[0]] = term
            elif words:
                self._exact[words[0]] = term
        self._unspaced = sorted(unspaced.items(), key=lambda item: (-len(item[0]), item[0]))
        self._lengths = sorted({len(prefix) for prefix in self._prefixes}, reverse=True)
        for phrases in (those for letters in self._phrases.values() for those in letters.values()):
            phrases.sort(key=lambda phrase: (-len(phrase.rest), phrase.term))
        self._known: dict[str, str | None] = {}

    def count(self, text: str) -> dict[str, int]:
        """Each term that stands in normalised text, and how often. A word inside a phrase counts for the phrase."""
        words = text.split()
        found: dict[str, int] = {}
        counts = Counter(words)
        if self._phrases.keys() & counts.keys():
            for phrase, inside in self._in_phrases(words):
                found[phrase] = found.get(phrase, 0) + 1
                counts.subtract(inside)
        known = self._known
        for word, times in counts.items():
            term = known[word] if word in known else self._remember(word)
            if term and times > 0:
                found[term] = found.get(term, 0) + times
        if self._unspaced and not text.isascii() and _UNSPACED.search(text):
            self._count_unspaced(text, found)
        return found

    def _in_phrases(self, words: list[str]) -> Iterator[tuple[str, list[str]]]:
        """Each phrase that stands in the words, the longest at each place, with the words it is made of."""
        end = 0
        for start in [at for at, word in enumerate(words[:-1]) if word in self._phrases]:
            if start >= end:
                for phrase in self._phrases[words[start]].get(words[start + 1][0], ()):
                    if phrase.stands_in(words, start + 1):
                        end = start + 1 + len(phrase.rest)
                        yield phrase.term, words[start:end]
                        break

    def _remember(self, word: str) -> str | None:
        """The term that a word is a form of: the word itself, its singular, or the longest beginning."""
        forms = (form for form in (word, *_singular(word)) if form in self._exact)
        beginnings = (word[:length] for length in self._lengths if word[:length] in self._prefixes)
        form, beginning = next(forms, None), next(beginnings, None)
        self._known[word] = self._exact[form] if form else self._prefixes[beginning] if beginning else None
        return self._known[word]

    def _count_unspaced(self, text: str, found: dict[str, int]) -> None:
        for written, term in self._unspaced:
            if times := text.count(written):
                found[term] = found.get(term, 0) + times
                text = text.replace(written, BREAK)  # so that a part of it is not counted as well


def _singular(word: str) -> Iterator[str]:
    """What an English plural may be the plural of."""
    if len(word) > 3 and word.endswith("s"):
        yield word[:-1]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        elif word.endswith("es"):
            yield word[:-2]
