"""What a plain sentence says of its subject: "The widget supports X", "X is planned", "Orders are stored in MongoDB".

Two sentences are held against each other by all of their telling words, so the subject of a fact is the sentence
without its predicate (or without its product). A sentence with a condition, a question or an example states nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.clauses import Lists, at, has, lists, split, stem
from docpipe.text.plain import plain
from docpipe.text.technologies import lexicon

_LONGEST = 160  # characters of a sentence
_MAX_WORDS = 16
_MIN_TELLING = 2
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)|(?<=[。！？])")
_STOP = re.compile(r"[.!?]\s|[。！？]")  # there are several sentences: found faster than the place between them
WORDS = frozenset((*lists().predicates, *lists().properties, *lexicon().stated))  # with which something is said
_POINTING = frozenset({"it", "this", "that", "they", "these", "those", "he", "you", "we", "es", "dies", "sie", "ello",
                       "esto", "il", "elle", "cela", "ceci", "它", "这", "该"})  # fmt: skip


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a sentence that says one thing of a named subject."""
    if statement.label or statement.box or len(statement.raw) > 3 * _LONGEST:
        return
    text = statement.text
    parts = _SENTENCE.split(text) if _STOP.search(text) else (text,)
    known = lists()
    telling_words = (known.predicates.keys(), known.properties.keys(), lexicon().stated.keys())
    told = [split(sentence) for part in parts if _is_plain(sentence := part.strip(), statement)]
    told = [given for given in told if not all(keys.isdisjoint(given) for keys in telling_words)]
    found = [fact for given in told for fact in _of_sentence(given, statement, place, known)]
    if found and not _bound(statement, place, known):
        yield from found


def _is_plain(sentence: str, statement: Statement) -> bool:
    """Whether it is a whole sentence, or an item, that is short and has no parts."""
    if not sentence or len(sentence) > _LONGEST or "," in sentence or sentence.endswith(("?", "？", ":", "：")):
        return False
    return statement.form == "item" or (sentence[-1] in ".!。！" and not sentence[0].islower())


def _bound(statement: Statement, place: Place, known: Lists) -> bool:
    """Whether what stands around tells of a condition, a fault or an aim."""
    around = split(" ".join((statement.lead, *statement.parents)))
    if has(around, known.conditions) or has(around, known.negation):
        return True
    return any(map(_is_unsettled, place.section.trail if place.section else ()))


@lru_cache(1024)  # the headings above are asked once a sentence
def _is_unsettled(heading: str) -> bool:
    return has(split(plain(heading)), lists().unsettled)


def _of_sentence(given: list[str], statement: Statement, place: Place, known: Lists) -> Iterator[Fact]:
    if given[0] in _POINTING or len([word for word in given if not "\u3400" <= word <= "\u9fff"]) > _MAX_WORDS:
        return
    if _conditioned(given, known):
        return
    yield from _predicate(given, statement, place, known)
    yield from _product(given, statement, place, known)


def _conditioned(given: list[str], known: Lists) -> bool:
    """Whether a word binds the sentence to a condition; one inside a predicate ("was removed") does not."""
    if known.conditions.keys().isdisjoint(given):
        return False
    index = 0
    while index < len(given):
        phrase = at(given, index, known.predicates)
        if not phrase and at(given, index, known.conditions):
            return True
        index += len(phrase) or 1
    return False


def _predicate(given: list[str], statement: Statement, place: Place, known: Lists) -> Iterator[Fact]:
    """The one predicate of a sentence, denied or not; where it has none, its one property."""
    phrases = known.predicates if has(given, known.predicates) else known.properties
    said: list[tuple[str, str]] = []
    left: list[str] = []
    denied, index = False, 0
    while index < len(given):
        phrase = at(given, index, phrases)
        negated = () if phrase else at(given, index, known.negation)
        if phrase:
            said.append(known.meant[phrase])
        elif negated:
            denied = not denied
        else:
            left.append(given[index])
        index += len(phrase or negated) or 1
    if len(said) != 1:
        return
    name, value = said[0]
    if denied and value not in ("yes", "no"):
        return
    if denied:
        value = "no" if value == "yes" else "yes"
    subject = telling(left, known)
    parts = sum(1 + word.count("-") for word in subject)  # "Offline-Modus" is as good as two words
    if parts >= _MIN_TELLING or (len(subject) == 1 and "`" in statement.raw):
        yield place.fact(statement, ("polarity", " ".join(sorted(subject)), name), value, "clause")


def _product(given: list[str], statement: Statement, place: Place, known: Lists) -> Iterator[Fact]:
    """The one product that ends a sentence, of each part that it may play."""
    products = lexicon().stated
    for index in range(1, len(given)):
        phrase = next(
            ((words, pairs) for words, pairs in products.get(given[index], ()) if tuple(given[index:]) == words), None
        )
        if not phrase:
            continue
        if has(given, known.negation) or not at(given, index - 1, known.holding):
            return
        if any(word in products for word in given[:index]):
            return
        subject = telling(given[:index], known)
        if len(subject) >= _MIN_TELLING:
            able = has(given, known.able)
            for part, product in phrase[1]:
                if able and lexicon().parts[part].said:
                    continue
                frame = " ".join(sorted(subject))
                yield place.fact(statement, ("other", frame, f"held {part}"), product, "clause")
        return


def telling(given: list[str], known: Lists) -> frozenset[str]:
    """The words that tell one sentence from another."""
    return frozenset(stem(word) for word in given if (word,) not in known.empty)
