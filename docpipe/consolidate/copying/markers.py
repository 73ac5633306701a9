r"""Markers that keep track of link targets while the lines that hold them move; and what becomes of each link.

A marker is a number between two noncharacters (U+FDD0, U+FDD1), which no text may hold; it stands before the target.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARKER = re.compile(f"{OPEN}([0-9]+){CLOSE}")


@dataclass(frozen=True, slots=True)
class LinkFate:
    """What becomes of a link: `target` is its new one, None where only its text stays; `picture`: it shows a picture.

    `length` is how many characters of the source are its target (of a reference: its label). `title` is what a
    reference definition gave, as a link writes it: with its quotes.
    """

    target: str | None
    picture: bool
    length: int
    title: str = ""


def mark(text: str, places: Sequence[int]) -> str:
    """`text` with marker N before the offset `places[N]`; offsets ascend."""
    parts: list[str] = []
    last = 0
    for number, place in enumerate(places):
        parts += (text[last:place], f"{OPEN}{number}{CLOSE}")
        last = place
    return "".join(parts) + text[last:]


def unmark(text: str) -> str:
    """`text` without its markers."""
    return MARKER.sub("", text) if OPEN in text else text
