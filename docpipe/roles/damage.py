"""Texts of a corpus -> those that are no language any more: scrambled words, mojibake, debris of a conversion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docpipe.model import Document, SourceFile
from docpipe.text.scripts import CJK, UNSPACED

_UNSPACED = re.compile(f"[{CJK}{UNSPACED}]")
_LONG = 4  # letters
# Measured on 9,500 documents, nearly all in English.
_UNKNOWN = 0.6  # of the longer words stand in no other document: scrambled .8, else .4 at most, or another language
_ONCE = 0.88  # of those stand once: scrambled .95, another language .6 to .85
_TOP_TEN = (
    0.16  # of all words are one of the ten most frequent: scrambled .08 to .14, prose of any language .2 and more
)
_BROKEN = 0.05  # of the paragraphs have an odd number of `**` or brackets; of a list of names, none
_FEWEST_WORDS = 60  # that are longer and unknown
_FEWEST_TEXTS = 20  # that say which words are known
_TEACHERS = 1_000  # texts at most from which the words of a corpus are learnt
_BUDGET, _MOST_PORTION = 3_000_000, 20_000  # characters that are learnt from: of all texts, and of one
_GLANCE = 500  # characters before and after the middle, which decide whether a text is read at all

# UTF-8 read as cp1252 or Latin-1: what two, three and four bytes turn into.
_MOJIBAKE = re.compile(
    r"Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â(?:€|\u0080)[™œ“”˜¦\u0080-\u00bf]"
    r"|[ÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|ð(?:Ÿ|\u009f)"
)
_MOJIBAKE_SIGNS = ("Ã", "â€", "â\u0080", "Ð", "ðŸ")
_DEBRIS = re.compile(r"\(cid:\d+\)")
_FEWEST_MARKS = 10
_MARKS_SHARE = 0.004  # of all characters; an explanation of mojibake shows some, too


def damages(documents: Sequence[Document]) -> dict[str, str]:
    """Path -> why, for each document whose text is damaged. Rare, and silent where in doubt."""
    found = dict(_scrambled(documents))
    for document in documents:
        if why := _misread(document.source):
            found[document.path] = why
    return found


def _misread(source: SourceFile) -> str | None:
    text = source.text
    if "(cid:" in text and (count := len(_DEBRIS.findall(text))) >= _enough(text):
        return f"{count} letters were lost in a conversion from PDF"
    if text.isascii():
        return None
    if "\ufffd" in text and (count := text.count("\ufffd")) >= _enough(text):
        return f"{count} characters were lost in a conversion"
    if any(sign in text for sign in _MOJIBAKE_SIGNS) and (count := len(_MOJIBAKE.findall(text))) >= _enough(text):
        return f"{count} characters are UTF-8 that was read in another encoding"
    if source.encoding == "cp1252":
        letters = sum(map(str.isalpha, text))
        foreign = sum(character > "\x7f" for character in text)
        if foreign > _FEWEST_MARKS and 3 * foreign > letters:
            return "it is neither UTF-8 nor cp1252: most of its letters are accents and signs"
    return None


def _enough(text: str) -> float:
    return max(_FEWEST_MARKS, _MARKS_SHARE * len(text))


def _scrambled(documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """Documents made of words that stand in no other document, hardly ever twice, and between broken marks.

    All words of a text in another language are unknown, too, but its articles and prepositions return; a list of names
    has no broken marks.
    """
    paths: dict[str, list[str]] = {}
    for document in documents:
        paths.setdefault(document.source.text, []).append(document.path)
    if len(paths) < _FEWEST_TEXTS:
        return
    teachers = frozenset(list(paths)[:: len(paths) // _TEACHERS + 1])
    portion = min(_BUDGET // len(teachers), _MOST_PORTION)
    spread = Counter(word for text in teachers for word in set(_words(text[:portion])))
    of_some, of_several = frozenset(spread), frozenset(word for word, count in spread.items() if count > 1)
    for text, found in paths.items():
        known = of_several if text in teachers else of_some  # one of the texts that have its words is itself
        middle = len(text) // 2
        glance = _words(text[max(0, middle - _GLANCE) : middle + _GLANCE])
        if _is_strange(glance, known) and (why := _why_scrambled(text, known)):
            yield from ((path, why) for path in found)


def _is_strange(words: Iterable[str], known: frozenset[str]) -> bool:
    long = {word for word in words if len(word) >= _LONG}
    return len(long - known) >= _UNKNOWN * len(long)


def _why_scrambled(text: str, known: frozenset[str]) -> str | None:
    words = Counter(_words(text))
    long = {word for word in words if len(word) >= _LONG}
    unknown = long - known
    once = sum(words[word] == 1 for word in unknown)
    if len(unknown) < _FEWEST_WORDS or not _is_strange(long, known) or once < _ONCE * len(unknown):
        return None
    if sum(count for _, count in words.most_common(10)) > _TOP_TEN * words.total():
        return None
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    broken = sum(paragraph.count("**") % 2 or paragraph.count("(") != paragraph.count(")") for paragraph in paragraphs)
    if broken < _BROKEN * len(paragraphs):
        return None
    shown = ", ".join(sorted(unknown, key=lambda word: (-len(word), word))[:3])
    return f"{len(unknown)} of its {len(long)} longer words stand in no other document ({shown}, …)"


def _words(text: str) -> list[str]:
    """Words that stand alone between spaces: hashes, paths, tables of numbers and most of code have none."""
    words = [word.lower() for word in text.split() if word.isalpha()]
    if text.isascii():
        return words
    return [word for word in words if word.isascii() or not _UNSPACED.search(word)]
