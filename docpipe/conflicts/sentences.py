"""One thing that two documents put in different places, in nearly the same words: a copied sentence, one edited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from docpipe.conflicts.finding import finding
from docpipe.conflicts.living import living
from docpipe.conflicts.siblings import Siblings
from docpipe.conflicts.world import World, together, tokens
from docpipe.model import Conflict, Fact
from docpipe.text.clauses import stem
from docpipe.text.wordlists import words

_WORD = re.compile(r"[^\W_]+")
_WEAK = words(
    "a an the of to in on at for from and or is are be it this that with by as you your can will if when we our its "
    "any then also see use used run using which into there here more via default by under der die das den dem ein "
    "eine in im auf unter ist sind wird werden und oder el la los las un una en es son se del para por le les un une "
    "est sont dans sur i e g http https localhost"
)
_LOCAL = re.compile(r"://(?:localhost|127\.|0\.0\.0\.0|[\w-]+\.local\b)")
_SHARED = 3  # telling words that two sentences must share
_LYING = 2  # where both say that a thing lies there, and say nothing else of it
_ALIKE = 0.75  # share of their telling words
_COMMON = 60  # sentences that hold a word beyond which it joins nothing
_Told = tuple[Fact, frozenset[str]]


def find(claims: Sequence[Fact], world: World) -> Iterator[Conflict]:
    """One conflict a thing, with all the sentences that place it alike."""
    told = list(_telling(claims, world))
    siblings = Siblings(world)
    rivals: dict[tuple[str, ...], dict[Fact, None]] = defaultdict(dict)
    for (one, mine), (other, theirs) in _alike(told):
        if world.component(one.path) != world.component(other.path) and mine == theirs and len(mine) < _SHARED:
            continue  # a label alone: each component has its own
        if _clash(one, other) and not siblings.apart(one.path, other.path) and not _explained(one, other):
            rivals[one.kind, *sorted(mine & theirs)] |= {one: None, other: None}
    for (_, *shared), facts in sorted(rivals.items()):
        first = next(iter(facts))
        few = len({fact.path for fact in facts}) <= len({fact.value for fact in facts})
        if few and len(shared) < _SHARED and all(_LOCAL.search(fact.value) for fact in facts):
            continue  # ports of one machine: another server in each document, unless one is the usual
        subject = " ".join(word for word in _words(first) if word in shared)
        agreeing = [fact for fact, said in told if fact not in facts and _agrees(fact, said, facts, shared)]
        yield finding(first.kind, subject, "place", [*facts, *agreeing], confidence=0.6)


def _agrees(fact: Fact, said: frozenset[str], facts: Iterable[Fact], shared: Sequence[str]) -> bool:
    """Whether a sentence in other words puts the thing in one of the places that are at odds."""
    known = {stem(word) for word in shared}
    return (
        len(known) >= _SHARED
        and len(known & {stem(word) for word in said}) >= max(_SHARED, len(known) / 2)
        and any(one.value == fact.value and one.kind == fact.kind and together(one.scope, fact.scope) for one in facts)
    )


def _telling(claims: Sequence[Fact], world: World) -> Iterator[_Told]:
    """The sentences that count, with the words that say what they are about."""
    told: dict[tuple[str, frozenset[str]], list[Fact]] = defaultdict(list)
    for fact in living(claims, "sentence", world):
        said = frozenset(_words(fact))
        if len(said) >= (_LYING if fact.attribute == "lies" else _SHARED):
            told[fact.path, said].append(fact)
    for (_, said), facts in told.items():
        if len({fact.value for fact in facts}) == 1:  # who gives several tells them apart
            yield from ((fact, said) for fact in facts)


def _words(fact: Fact) -> list[str]:
    found = _WORD.findall(fact.subject.lower())
    return [word for word in dict.fromkeys(found) if word not in _WEAK and not word.isdigit()]


def _alike(told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Pairs of sentences that share nearly all of their telling words."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, (_, said) in enumerate(told):
        for word in said:
            by_word[word].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for _, places in sorted(by_word.items()):
        for pair in combinations(places, 2) if 1 < len(places) <= _COMMON else ():
            shared[pair] += 1
    for (first, second), count in sorted(shared.items()):
        mine, theirs = told[first][1], told[second][1]
        lying = told[first][0].attribute == told[second][0].attribute == "lies" and mine == theirs
        if lying or (count > 1 and len(mine & theirs) >= max(_SHARED, _ALIKE * len(mine | theirs))):
            yield told[first], told[second]


def _clash(one: Fact, other: Fact) -> bool:
    """Whether two places of one sort differ, and neither lies in the other or is its end."""
    if one.kind != other.kind or one.path == other.path or not together(one.scope, other.scope):
        return False
    if one.value.endswith("/metrics") != other.value.endswith("/metrics"):
        return False  # what is scraped, and who scrapes
    if _environments(one) != _environments(other):
        return False  # what is said of no environment is not at odds with what is said of one
    mine, theirs = f"{one.value}/", f"{other.value}/"
    if mine.startswith(theirs) or theirs.startswith(mine) or mine.endswith(theirs) or theirs.endswith(mine):
        return False
    # One machine's address and a public one are two stages of a thing, unless each is said to be the default.
    both = bool(_LOCAL.search(mine)) == bool(_LOCAL.search(theirs))
    return both or ("default" in one.subject.lower() and "default" in other.subject.lower())


def _environments(fact: Fact) -> frozenset[str]:
    return frozenset(entry for entry in fact.scope if entry.startswith("env:"))


def _explained(one: Fact, other: Fact) -> bool:
    """Whether what differs in the places is what the documents are about: each speaks of its own."""
    mine, theirs = frozenset(tokens(one.value)), frozenset(tokens(other.value))
    return bool(_about(one) & (mine - theirs) - _about(other) or _about(other) & (theirs - mine) - _about(one))


def _about(fact: Fact) -> frozenset[str]:
    """The words of a document's path and of the headings above."""
    return frozenset(word for text in (fact.path, *fact.context[1:]) for word in tokens(text))
