"""Parts of documents -> pages: which targets are written, what stands on each and in which order, what is split off."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docpipe.config import Layout
from docpipe.consolidate.placement import Part

MAX_PAGES = 19
LEAST_BUDGET = 12_000  # words of a page
SHARE = 8  # a page may hold this part of all that is placed, if that is more
INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class Group:
    """What stands on a page under one topic, in order."""

    topic: str
    title: str
    parts: tuple[Part, ...]

    @property
    def words(self) -> int:
        """How many words it holds."""
        return sum(part.words for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is written. `path` is below `docs/`. `above` is the page that this one was split off from."""

    path: str
    title: str
    target: str
    groups: tuple[Group, ...]
    above: str | None = None

    @property
    def words(self) -> int:
        """How many words it holds."""
        return sum(group.words for group in self.groups)


def sheets(parts: Sequence[Part], layout: Layout, inbound: Mapping[str, int], *, others: int) -> tuple[Sheet, ...]:
    """The pages in the order of the targets, each followed by those beneath it.

    `inbound` counts the links to each document. `others` is how many further reader pages there will be.
    """
    whole = [_sheet(target, parts, layout, inbound) for target in layout.targets]
    whole = [sheet for sheet in whole if sheet.groups or sheet.path == INDEX]
    budget = max(LEAST_BUDGET, sum(sheet.words for sheet in whole) // SHARE)
    spare = MAX_PAGES - others - len(whole)
    split: dict[str, tuple[Sheet, ...]] = {}
    for sheet in sorted(whole, key=lambda sheet: (-sheet.words, sheet.path)):
        pages = _split(sheet, budget, spare)
        spare -= len(pages) - 1
        split[sheet.path] = pages
    return tuple(page for sheet in whole for page in split[sheet.path])


def _sheet(target: str, parts: Sequence[Part], layout: Layout, inbound: Mapping[str, int]) -> Sheet:
    own = [part for part in parts if part.target == target]
    groups = []
    known = layout.topics_of(target)
    for topic in (*known, *sorted({part.topic for part in own} - {*known})):
        members = [part for part in own if part.topic == topic]
        members.sort(key=lambda part: (_depth(part), -inbound.get(part.source.path, 0), part.source.path, _line(part)))
        if members:
            title = layout.topics[topic].title if topic in layout.topics else topic.capitalize()
            groups.append(Group(topic, title, tuple(members)))
    settings = layout.targets[target]
    return Sheet(settings.path, settings.title, target, tuple(groups))


def _depth(part: Part) -> int:
    """The README of the root opens its page."""
    return (
        0 if posixpath.basename(part.source.path).lower().startswith("readme.") and "/" not in part.source.path else 1
    )


def _line(part: Part) -> int:
    return part.sections[0].start_line


def _split(sheet: Sheet, budget: int, spare: int) -> tuple[Sheet, ...]:
    """The page, and pages beneath it for its largest topics while it is over budget and pages are to spare."""
    staying = list(sheet.groups)
    leaving: list[Group] = []
    while sum(group.words for group in staying) > budget and len(staying) > 1 and len(leaving) < spare:
        movable = [group for group in staying if group.topic != "overview"] or staying
        largest = max(movable, key=lambda group: (group.words, group.topic))
        staying.remove(largest)
        leaving.append(largest)
    stem = posixpath.splitext(sheet.path)[0]
    folder = "guide" if sheet.path == INDEX else stem
    beneath = [
        Sheet(f"{folder}/{group.topic}.md", f"{sheet.title}: {group.title}", sheet.target, (group,), sheet.path)
        for group in sheet.groups
        if group in leaving
    ]
    return (Sheet(sheet.path, sheet.title, sheet.target, tuple(staying)), *beneath)
