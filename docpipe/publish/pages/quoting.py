"""Lines of sources -> how a review page quotes them: cut to what fits, what differs marked, with the lines around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rapidfuzz.distance import Indel

from docpipe.model import Claim, Document
from docpipe.publish.pages.markup import Html, element, joined
from docpipe.text.shortened import shortened

SHORT = 40  # characters of a value in a title
LONGEST = 240  # of a quoted line
AROUND = 120  # of a line before or behind it
MOST_WORDS = 80  # of a line that is held against others word by word
ALIKE = 0.5  # share of its words that a line has from another one, to be told apart from it word by word
_WORD = re.compile(r"\S+")
Span = tuple[int, int]


def context(claim: Claim, others: Sequence[Claim], document: Document | None) -> Iterator[Html]:
    """The line of a claim under its headings and between its neighbours; `others` state another value."""
    here = element("div", marked(claim, others), class_="docpipe-line")
    if document is None:
        yield here
        return
    lines = document.source.text.split("\n")
    trail = next((s.trail for s in document.sections if s.start_line <= claim.line <= s.end_line), ())
    if trail:
        yield element("small", " › ".join(shortened(heading, SHORT) for heading in trail))
    yield from _neighbour(lines, claim.line - 2)
    yield here
    yield from _neighbour(lines, claim.line)


def _neighbour(lines: Sequence[str], index: int) -> Iterator[Html]:
    """A line beside that of a claim; another row of a table says nothing of it, and its headings stand above."""
    line = lines[index].strip() if 0 <= index < len(lines) else ""
    if line and not line.startswith(("|", "#")):
        yield element("div", shortened(line, AROUND), class_="docpipe-near")


def marked(claim: Claim, others: Sequence[Claim]) -> Html:
    """The line of a claim with its value marked, or what of the value or of the line only this side has."""
    line = claim.text
    spans = _spelt(line, [claim.value])
    if not spans:
        elsewhere = {word for other in others for word in other.value.casefold().split()}
        spans = _spelt(line, [word for word in claim.value.split() if word.casefold() not in elsewhere])
    return _cut(line, spans or _differing(line, [other.text for other in others]))


def _cut(line: str, spans: Sequence[Span]) -> Html:
    """A line around its first span, as long as a page can show, with the spans marked."""
    start = max(0, spans[0][0] - LONGEST // 2) if spans and spans[-1][1] > LONGEST else 0
    end = start + LONGEST
    parts: list[str] = ["…"] if start else []
    at = start
    for first, last in spans:
        if first < end:
            parts += [line[at:first], element("mark", line[first:last])]
            at = last
    end = max(at, end)
    return joined(*parts, line[at:end], "…" if end < len(line) else "")


def _spelt(line: str, values: Iterable[str]) -> list[Span]:
    """Where one of the values stands as it is, in whatever case, and is no part of a longer word or number."""
    wanted = "|".join(sorted(map(re.escape, filter(None, values)), key=len, reverse=True))
    pattern = re.compile(rf"(?:(?<![\w.])|(?<=\bv))(?:{wanted})(?!\w|\.\w)", re.IGNORECASE)
    return [found.span() for found in pattern.finditer(line)] if wanted else []


def _differing(line: str, others: Sequence[str]) -> list[Span]:
    """The words that the most alike of the other lines does not have at their place."""
    words = [*_WORD.finditer(line)][:MOST_WORDS]
    here = [word[0] for word in words]
    held = {text: text.split()[:MOST_WORDS] for text in dict.fromkeys(others[:MOST_WORDS])}
    likeness = {text: Indel.normalized_similarity(here, there) for text, there in held.items()}
    nearest = max(held, key=lambda text: (likeness[text], text), default=None)
    if nearest is None or likeness[nearest] < ALIKE:
        return []
    gone = [op for op in Indel.opcodes(here, held[nearest]) if op.tag == "delete"]
    return [words[n].span() for n in chain.from_iterable(range(op.src_start, op.src_end) for op in gone)]
