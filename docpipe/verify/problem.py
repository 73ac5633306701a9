"""What the proof found: a place, and what does not hold there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that does not hold. `place` is `path:line` or a path."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome: proven where `problems` is empty. The counts say how much was looked at.

    `written` are the files of the site; of one that was applied, `edited` are those that people changed since.
    """

    problems: tuple[Problem, ...]
    documents: int
    blocks: int
    pages: int
    links: int
    written: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
