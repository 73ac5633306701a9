"""What references ask of the code: a witness answers, which this stage is given and does not know."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol


class Sources(Protocol):
    """The code and settings of the repository, as far as they can be searched."""

    @property
    def readable(self) -> bool:
        """Whether a word that they do not hold is nowhere."""

    def naming(self, words: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """The files that hold each of some words; words that none holds are left out."""
