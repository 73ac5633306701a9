"""Version texts -> comparable releases: precision, bounds and wild cards (`3.11+`, `>=18`, `^7.1.3`, `16.x`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOUND = re.compile(r"^\s*(>=|≥|\^|~=|~|>|==|=|<=|<|≤)?\s*v?\s*(\d+(?:\.(?:\d+|[xX*]))*)(?:[-\w.]*)\s*(\+)?")


@dataclass(frozen=True, slots=True)
class Release:
    """Numbers of a version, as precise as it was written, and whether it is a lower bound or a compatible range."""

    numbers: tuple[int, ...]
    bound: str  # "" exactly, "minimum", "compatible" (the same major version, at least this)

    @property
    def text(self) -> str:
        """As a person writes it."""
        return ".".join(str(number) for number in self.numbers) + ("+" if self.bound == "minimum" else "")


def release(text: str) -> Release | None:
    """The release that a version text means; None where it is none, or only an upper bound."""
    match = _BOUND.match(text.strip().strip("\"'`"))
    if not match or (match[1] or "").startswith(("<", "≤")):
        return None
    numbers = tuple(int(part) for part in match[2].split(".") if part.isdigit() and len(part) < 9)
    if not numbers:
        return None
    if match[3] or match[1] in (">=", "≥", ">"):
        return Release(numbers, "minimum")
    return Release(numbers, "compatible" if match[1] in ("^", "~", "~=") else "")


def same(left: Release, right: Release) -> bool:
    """Equal as far as both are written: `1.4` and `1.4.2`; `18+` and `18.2+`, `7+` and `7.0+` are too."""
    if left.bound == right.bound == "minimum" and _trimmed(left.numbers) == _trimmed(right.numbers):
        return True
    size = min(len(left.numbers), len(right.numbers))
    return left.numbers[:size] == right.numbers[:size]


def admits(bound: Release, version: Release) -> bool:
    """Whether a bound allows a version that is written exactly."""
    if bound.bound == "":
        return same(bound, version)
    size = len(bound.numbers)
    enough = (*version.numbers, *(0,) * size)[: max(size, len(version.numbers))] >= bound.numbers
    if bound.bound == "compatible":
        return version.numbers[0] == bound.numbers[0] and (enough or len(version.numbers) < size)
    return enough or (len(version.numbers) < size and version.numbers == bound.numbers[: len(version.numbers)])


def _trimmed(numbers: tuple[int, ...]) -> tuple[int, ...]:
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers = numbers[:-1]
    return numbers
