"""Two texts -> where their words differ, each place with a few words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel

from docpipe.publish.pages.markup import Html, element, joined

AROUND = 4  # words shown before and behind a place
LONGEST = 30  # words of one side of a place
MOST = 6  # places
COMPARED = 3_000  # words of a text
Span = tuple[int, int]


def difference(before: str, after: str) -> Html:
    """What only the first text has struck, what only the second has underlined; what both have left out."""
    here, there = before.split()[:COMPARED], after.split()[:COMPARED]
    places = [*_places(here, there)]
    if not places:
        return joined("the same, word for word")
    shown = [_place(here, there, *place) for place in places[:MOST]]
    if len(places) > MOST:
        shown.append(element("div", f"and {len(places) - MOST} more places"))
    return joined(*shown)


def _places(here: Sequence[str], there: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    """The differing runs; two with hardly a word between them are one."""
    changed = [op for op in Indel.opcodes(here, there) if op.tag != "equal"]
    start = 0
    for number, (op, following) in enumerate(pairwise([*changed, None]), 1):
        if op and (following is None or following.src_start - op.src_end > AROUND):
            first = changed[start]
            yield (first.src_start, op.src_end), (first.dest_start, op.dest_end)
            start = number


def _place(here: Sequence[str], there: Sequence[str], gone: Span, come: Span) -> Html:
    before = " ".join(here[max(0, gone[0] - AROUND) : gone[0]])
    behind = " ".join(here[gone[1] : gone[1] + AROUND])
    sides = [
        element(tag, _short(words[first:last]), class_="docpipe-only")
        for tag, words, (first, last) in (("del", here, gone), ("ins", there, come))
        if last > first
    ]
    return element("div", f"{before} ", *_spaced(sides), f" {behind}", class_="docpipe-line")


def _spaced(parts: Sequence[Html]) -> Iterator[str]:
    for number, part in enumerate(parts):
        yield from (" ", part) if number else (part,)


def _short(words: Sequence[str]) -> str:
    return " ".join(words[:LONGEST]) + (f" … {len(words) - LONGEST} more words" if len(words) > LONGEST else "")
