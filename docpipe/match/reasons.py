"""Two aligned texts -> a sentence that a person can check: what is the same, what differs, who holds whom."""

from __future__ import annotations

from collections.abc import Iterator

from docpipe.match.align import Side
from docpipe.match.features import EXACT, SAME, WITHIN
from docpipe.match.index import Index
from docpipe.text.differences import replaced

SHOWN = 3  # differences named before the rest is counted


def reason(index: Index, left: Side, right: Side, pair: int) -> str:
    """Why pair `pair` is what it is: "41 of 44 statements the same; 1 number differs: 3001 / 3003"."""
    side, rows, others = left, _rows(left, pair), len(_rows(right, pair))
    if others < len(rows):
        side, rows, others = right, _rows(right, pair), len(rows)
    same = sum(side.like[row] >= EXACT for row in rows)
    alike = sum(side.like[row] < EXACT and (side.like[row] >= SAME or side.held[row] >= WITHIN) for row in rows)
    said = [f"{same} of {len(rows)} statements the same"]
    if alike:
        said.append(f"{alike} in other words")
    if others > len(rows):
        said.append(f"the longer one has {others}")
    return "; ".join([*said, *_differences(index, side, rows, turned=side is right)])


def _rows(side: Side, pair: int) -> range:
    return range(int(side.start[pair]), int(side.start[pair + 1]))


def _differences(index: Index, side: Side, rows: range, *, turned: bool) -> Iterator[str]:
    numbers: dict[str, None] = {}
    wordings: dict[str, None] = {}
    for row in rows:
        if SAME <= side.like[row] < EXACT:
            here = index.statement(int(side.stmt[row])).split(" ")
            there = index.statement(int(side.partner[row])).split(" ")
            for one, other in replaced(there, here) if turned else replaced(here, there):
                kind = numbers if _has_digit(one) and _has_digit(other) else wordings
                kind[f"{one} / {other}"] = None
    if numbers:
        yield _counted(list(numbers), "number differs", "numbers differ")
    if wordings:
        yield _counted(list(wordings), "wording differs", "wordings differ")


def _counted(found: list[str], one: str, many: str) -> str:
    shown = ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
    return f"{len(found)} {one if len(found) == 1 else many}: {shown}"


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
