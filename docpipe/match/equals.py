"""Sections of equal text -> groups that repeat one thing, and groups whose members must each stand. No other text."""

from __future__ import annotations

from dataclasses import dataclass

from docpipe.match.index import Index
from docpipe.match.judge import TWINS
from docpipe.match.places import Places

FEW_WORDS = 5  # a text of fewer words repeats by chance
FORM = 40  # words up to which an equal text elsewhere in one document is a form that was filled in alike
SHORT = 15  # words up to which an equal text under another heading of another document is one


@dataclass(frozen=True, slots=True)
class Equals:
    """Sections of one text. `groups`: each is one thing said again; across them the text must stand several times."""

    groups: tuple[tuple[int, ...], ...]

    @property
    def members(self) -> tuple[int, ...]:
        """All sections, in order."""
        return tuple(sorted(at for group in self.groups for at in group))


def find(index: Index, places: Places) -> tuple[Equals, ...]:
    """All texts that stand in two sections or more, in the order of their first section."""
    return tuple(
        Equals(_groups(index, places, members, _length(index, text)))
        for text, members in enumerate(index.members)
        if len(members) > 1 and _length(index, text) >= FEW_WORDS
    )


def _length(index: Index, text: int) -> int:
    return int(index.token_start[text + 1] - index.token_start[text])


def _groups(index: Index, places: Places, members: tuple[int, ...], length: int) -> tuple[tuple[int, ...], ...]:
    """Each member joins the first group whose first member says the same of the same subject."""
    groups: list[list[int]] = []
    for at in members:
        home = next((group for group in groups if not _must_stand(index, places, group[0], at, length)), None)
        if home is None:
            groups.append([at])
        else:
            home.append(at)
    return tuple(map(tuple, groups))


def _must_stand(index: Index, places: Places, left: int, right: int, length: int) -> bool:
    a, b = index.sections[left], index.sections[right]
    if places.twins(left, right) > TWINS:
        return True
    if a.path == b.path:
        return length <= FORM and a.trail != b.trail
    return length <= SHORT and a.trail[-1:] != b.trail[-1:]
