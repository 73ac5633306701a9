"""What a whole document is about: words of its name that it says often, and that another document hardly says."""

from __future__ import annotations

from collections import Counter
from math import log

from docpipe.conflicts.frames.mentions import words_of
from docpipe.conflicts.world import World

_OFTEN = 3  # times that a document says a word of its name if the word names its subject
_FLOOR = 50  # words that smooth the counts of short documents


class Subjects:
    """Counts the words of documents when they are first asked for."""

    def __init__(self, world: World, *, without: frozenset[str] = frozenset()) -> None:
        """`without` are words that name no subject, wherever they stand in a name."""
        self._world, self._without = world, without
        self._counted: dict[str, tuple[Counter[str], int, tuple[str, ...]]] = {}

    def strange(self, path: str, other: str) -> float:
        """How much oftener a document says the word of its name that the other says least; a logarithm."""
        mine, size, names = self._count(path)
        theirs, width, _ = self._count(other)
        ratios = (log(mine[name] / size * (width + _FLOOR) / (theirs[name] + 0.5)) for name in names)
        return max(0.0, max(ratios, default=0.0))

    def _count(self, path: str) -> tuple[Counter[str], int, tuple[str, ...]]:
        if path not in self._counted:
            document = self._world.documents[path]
            counted = Counter(words_of(document.source.text))
            folder, _, name = path.rpartition("/")
            names = {*words_of(document.title), *words_of(name.rpartition(".")[0])}
            if self._without and names <= self._without:  # a guide is of what its folder is about
                names = {*words_of(folder.rpartition("/")[2])}
            often = tuple(sorted(name for name in names - self._without if counted[name] >= _OFTEN))
            self._counted[path] = counted, max(1, counted.total()), often
        return self._counted[path]
