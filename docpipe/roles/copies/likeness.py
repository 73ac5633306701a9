"""How alike two texts are: in their lines, and in the language they are written in."""

from __future__ import annotations

import re
from collections import Counter
from math import sqrt

_LINES = 400
_FREQUENT = 20
_FEWEST_WORDS = 20
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`|https?://\S+", re.MULTILINE | re.DOTALL)
_SCRIPTS = {
    "Kana": re.compile("[\u3040-\u30ff]"),
    "Han": re.compile("[\u4e00-\u9fff]"),
    "Hangul": re.compile("[\uac00-\ud7af]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Devanagari": re.compile("[\u0900-\u097f]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
}
# Cosine of the most frequent words of two or three letters. Measured on a page of prose: texts of one language .5 to
# .9, translations into related languages (Spanish, Portuguese, French) .1 to .35, into others less.
_SAME_LANGUAGE = 0.45


def likeness(left: str, right: str) -> float:
    """Share of lines that both have, 0 to 1 (Dice's coefficient of the sets of lines; of the first 400 each)."""
    if left == right:
        return 1.0
    left_lines, right_lines = _lines(left), _lines(right)
    both = len(left_lines) + len(right_lines)
    return 2 * len(left_lines & right_lines) / both if both else 1.0


def same_language(left: str, right: str) -> bool | None:
    """Whether two texts are written in one language; None where they are too short to tell.

    The script decides, then the short words: articles, prepositions and conjunctions are a fifth of any prose and
    differ from language to language.
    """
    if _script(left) != _script(right):
        return False
    left_words, right_words = _short_words(left), _short_words(right)
    if min(left_words.total(), right_words.total()) < _FEWEST_WORDS:
        return None
    product = sum(count * right_words[word] for word, count in left_words.items())
    norm = sqrt(sum(n * n for n in left_words.values()) * sum(n * n for n in right_words.values()))
    return product / norm >= _SAME_LANGUAGE


def _script(text: str) -> str:
    """The script of a text; Latin letters count last, because names and terms are written in them everywhere."""
    counts = {name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()}
    name = max(counts, key=lambda name: counts[name])
    return name if counts[name] * 10 > len(text) else "Latin"


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.split("\n", _LINES)[:_LINES]} - {""}


def _short_words(text: str) -> Counter[str]:
    words = Counter(word for word in _WORD.findall(_CODE.sub(" ", text).lower()) if 2 <= len(word) <= 3)
    return Counter(dict(sorted(words.items(), key=lambda item: (-item[1], item[0]))[:_FREQUENT]))
