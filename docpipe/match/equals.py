"""Sections of equal words -> groups that repeat one thing, and groups whose members must each stand. No other text."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from docpipe.match.fingerprint import SectionPrint
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
    known: dict[tuple[object, ...], list[list[int]]] = {}
    found = []
    for text, members in enumerate(index.members):
        length = int(index.token_start[text + 1] - index.token_start[text])
        if len(members) > 1 and length >= FEW_WORDS:
            shape = tuple(_place(index, places, at, length) for at in members)
            if shape not in known:  # pages of version folders stand in the same folders, section by section
                known[shape] = _groups(index, places, members, length)
            found.append(Equals(tuple(tuple(members[n] for n in group) for group in known[shape])))
    return tuple(found)


def _place(index: Index, places: Places, at: int, length: int) -> object:
    """All of a section's place that `_must_stand` looks at."""
    section = index.sections[at]
    return (section.path, section.trail) if length <= FORM else places.folders[at], section.targets


def _groups(index: Index, places: Places, members: tuple[int, ...], length: int) -> list[list[int]]:
    """Positions in `members`: each joins the first group whose first member says the same of the same subject."""
    groups: list[list[int]] = []
    homes: dict[object, list[int]] = {}  # the group of all members of one place
    founded: dict[object, list[int]] = {}  # by the versions that a path names: the groups that begin there
    for n, at in enumerate(members):
        place = _place(index, places, at, length)
        if place not in homes:
            versions = places.versions(at)
            asked = sorted((*founded.get(versions, ()), *founded.get((), ()))) if versions else range(len(groups))
            heads = ((group, members[groups[group][0]]) for group in asked)
            home = next((group for group, head in heads if not _must_stand(index, places, head, at, length)), None)
            if home is None:
                home = len(groups)
                groups.append([])
                founded.setdefault(versions, []).append(home)
            homes[place] = groups[home]
        homes[place].append(n)
    return groups


def _must_stand(index: Index, places: Places, left: int, right: int, length: int) -> bool:
    a, b = index.sections[left], index.sections[right]
    if _lead_elsewhere(a, b, length):
        return True
    if length > FORM:
        return places.twins(left, right) > TWINS
    if a.path == b.path:
        return a.trail != b.trail
    if length <= SHORT and a.trail[-1:] != b.trail[-1:]:
        return True
    outline = a.trail[1:-1] and a.trail[1:] == b.trail[1:] and a.trail[0] != b.trail[0]
    if outline and places.folders[left] == places.folders[right]:
        return True  # the same entry of two pages with one outline: a property of two components
    return places.twins(left, right) > TWINS


def _lead_elsewhere(a: SectionPrint, b: SectionPrint, length: int) -> bool:
    """Whether at least half of the links of two equal texts lead to two places, and there is one for FORM words.

    Where they lead is what such texts say.
    """
    pairs = list(zip(a.targets, b.targets, strict=False))
    apart = sum(one != other and _address(a.path, one) != _address(b.path, other) for one, other in pairs)
    return 0 < len(pairs) <= 2 * apart and length <= FORM * apart


def _address(path: str, target: str) -> str:
    """A target that is relative to a document, from the root; of one in the document itself only the anchor."""
    if ":" in target or target.startswith("/"):
        return target
    address, _, anchor = target.partition("#")
    whole = posixpath.normpath(f"{path}/../{address}") if address else path
    return f"#{anchor}" if whole in (path, posixpath.splitext(path)[0]) else f"{whole}#{anchor}"
