"""Facts that are amounts -> mentions: the words beside the amount, those around it, and those above it."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from docpipe.conflicts.frames.values import shown
from docpipe.conflicts.world import World, state, tokens
from docpipe.model import Document, Fact, Section
from docpipe.text.quantities import UNITS
from docpipe.text.wordlists import words

_CLAUSE = re.compile(r"[;|()]|\.\s|,\s|\s[-–—]\s|\s(?:and|und|et|y|e)\s")
_STOP = words(
    "the there a an of in to for and or with on by at as from is are be this that it its our your we you will can has "
    "have was were per der die das und oder mit von zu im ist el la los las de y o en con para le les des et ou du un "
    "une avec pour"
)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# What is said of a case is no claim.
CASE = re.compile(
    r"\b(?:if|when|unless|suppose|assum\w{2,6}|e\.g|example|wenn|falls|sofern|beispiel|si|cuando|ejemplo|exemple|quand|если|например)\b",
    re.IGNORECASE,
)
_MEASURABLE = words("size count number")
_EXACT = 4  # characters of a number with a point from which on it is measured
_NOUNS = 4  # words after a number that may be the thing counted


@dataclass(frozen=True, slots=True)
class Mention:
    """An amount and its words.

    `near` are those of its clause and label, `around` those of its statement and what introduces it, `head` those of
    the heading, `far` those of all headings, title and path. `header` names the column of a cell whose row holds
    several amounts of one dimension. `component` is the part of the system that its document is of.
    """

    fact: Fact
    noun: frozenset[str]
    label: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]
    head: frozenset[str]
    title: frozenset[str]
    far: frozenset[str]
    numbers: frozenset[str]
    header: frozenset[str]
    component: str

    @property
    def known(self) -> frozenset[str]:
        """All its words."""
        return self.near | self.around | self.far


def mentions(claims: Iterable[Fact], world: World) -> Iterator[Mention]:
    """Every amount that a living document claims; a record tells how it was, an order to an agent what is wanted."""
    where = _Places(world)
    usable = [
        fact for fact in claims
        if fact.source == "amount" and world.documents[fact.path].role == "living" and not world.silent(fact.path)
        and not state(fact.scope) and not CASE.search(fact.quoted) and not measured(fact)
    ]  # fmt: skip
    held = Counter((fact.path, fact.line, fact.attribute) for fact in usable)
    for fact in usable:
        yield _mention(fact, world.documents[fact.path], where, several=held[fact.path, fact.line, fact.attribute] > 1)


def measured(fact: Fact) -> bool:
    """Whether an amount is so exact that it was measured and is another one tomorrow: `49.5 MB`, `57.7 a project`."""
    dimension = fact.attribute.removeprefix("amount ")
    if fact.kind != "count" and dimension not in _MEASURABLE:
        return False
    digits = shown(fact.value, dimension).lstrip("<>~").partition(" ")[0]
    return "." in digits and len(digits) >= _EXACT and "-" not in digits


def _mention(fact: Fact, document: Document, where: _Places, *, several: bool) -> Mention:
    section = where.section(document, fact.line)
    named, _, rest = fact.subject.rpartition("‖")
    before, _, after = rest.partition("#")
    following = _following(after)
    near = where.words(_CLAUSE.split(before)[-1]) | frozenset(following) | where.words(named)
    label = where.words(named or (before.partition(":")[0] if ":" in before else ""))
    outside = {*section.trail, document.title}
    around = near.union(where.words(rest), *(where.words(text) for text in fact.context[1:] if text not in outside))
    far = where.words(document.title).union(where.words(fact.path), *(where.words(text) for text in section.trail))
    return Mention(
        fact,
        noun=frozenset(following[:_NOUNS]) if after[:1] in (" ", "-") else frozenset(),
        label=label, near=near, around=around,
        head=where.words(section.trail[-1]) if section.trail else frozenset(),
        title=where.words(document.title), far=far, numbers=frozenset(_DIGITS.findall(fact.quoted)),
        header=where.words(named.partition(" · ")[2]) if several else frozenset(),
        component=where.component(fact.path),
    )  # fmt: skip


def _following(after: str) -> list[str]:
    """The words after an amount in its clause, without its unit."""
    clauses = _CLAUSE.split(after)
    first = clauses[0] if clauses[0].strip() else next((text for text in clauses[1:2] if len(text) < 40), "")
    found = words_of(first)
    return found[1:] if found and (found[0] in UNITS or f"{found[0]}s" in UNITS) else found


def words_of(text: str) -> list[str]:
    """The words of a text without those that every text has, and without their plural."""
    return [_stem(word) for word in tokens(text) if word not in _STOP and not word.isdigit()]


@lru_cache(16_384)
def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class _Places:
    """Sections by line, and the words of texts that come again and again."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._starts: dict[str, list[int]] = {}
        self._known: dict[str, frozenset[str]] = {}

    def section(self, document: Document, line: int) -> Section:
        """The section that a line stands in."""
        if document.path not in self._starts:
            self._starts[document.path] = [section.start_line for section in document.sections]
        at = bisect.bisect_right(self._starts[document.path], line) - 1
        return document.sections[max(at, 0)]

    def component(self, path: str) -> str:
        """The part of the system that a document is of."""
        return self._world.component(path)

    def words(self, text: str) -> frozenset[str]:
        """The words of a text, as a set."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = frozenset(words_of(text))
        return found
