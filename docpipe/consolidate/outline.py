"""Parts of documents -> pages: which targets are written, what stands on each and in which order, what is split off."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from docpipe.config import Layout
from docpipe.consolidate.placement import INDEX, Part

MAX_PAGES = 19
LEAST_BUDGET = 12_000  # words of a page
LEAST_SHARE = 0.2  # of a page's words that a folder must hold to become a page of its own
_PLAIN_FOLDERS = frozenset(["", "docs", "doc", "documentation", "guides", "guide", "content", "pages", "src", "wiki"])
SHARE = 8  # a page may hold this part of all that is placed, if that is more


@dataclass(frozen=True, slots=True)
class Group:
    """What stands on a page under one topic, in order; `folder`: only what lies in that folder."""

    topic: str
    title: str
    parts: tuple[Part, ...]
    folder: str = ""

    @property
    def words(self) -> int:
        """How many words it holds."""
        return sum(part.words for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is written. `path` is below `docs/`. `above` is the page that this one was split off from."""

    path: str
    title: str
    groups: tuple[Group, ...]
    description: str = ""
    above: str | None = None

    @property
    def words(self) -> int:
        """How many words it holds."""
        return sum(group.words for group in self.groups)


def sheets(parts: Sequence[Part], layout: Layout, inbound: Mapping[str, int], *, others: int) -> tuple[Sheet, ...]:
    """The pages in the order of the targets, each followed by those beneath it; the index is always one.

    `inbound` counts the links to each document. `others` is how many further reader pages there will be.
    """
    whole = [_sheet(target, parts, layout, inbound) for target in layout.targets]
    whole = [sheet for sheet in whole if sheet.groups or sheet.path == INDEX]
    if not any(sheet.path == INDEX for sheet in whole):
        whole.insert(0, Sheet(INDEX, "Overview", ()))
    budget = max(LEAST_BUDGET, sum(sheet.words for sheet in whole) // SHARE)
    return tuple(_named(_within(whole, budget, MAX_PAGES - others), layout))


def _sheet(target: str, parts: Sequence[Part], layout: Layout, inbound: Mapping[str, int]) -> Sheet:
    own = [part for part in parts if part.target == target]
    groups = []
    known = layout.topics_of(target)
    for topic in (*known, *sorted({part.topic for part in own} - {*known})):
        members = [part for part in own if part.topic == topic]
        members.sort(key=lambda part: (not part.opens, -inbound.get(part.source.path, 0), *_place(part)))
        if members:
            title = layout.topics[topic].title if topic in layout.topics else topic.capitalize()
            groups.append(Group(topic, title, tuple(members)))
    settings = layout.targets[target]
    return Sheet(settings.path, settings.title, tuple(groups), settings.description)


def _folder(part: Part) -> str:
    return posixpath.dirname(part.source.path)


def _place(part: Part) -> tuple[str, int]:
    return part.source.path, part.sections[0].start_line


def _within(whole: Sequence[Sheet], budget: int, most: int) -> list[Sheet]:
    """The pages, the largest divided while it is over budget and pages are to spare; each before those beneath it."""
    pages = list(whole)
    indivisible: list[Sheet] = []
    while len(pages) < most:
        large = [page for page in pages if page.words > budget and page not in indivisible]
        if not large:
            break
        page = max(large, key=lambda page: (page.words, page.path))
        divided = _divide(page)
        if divided:
            index = pages.index(page)
            pages[index : index + 1] = divided
        else:
            indivisible.append(page)
    return pages


def _divide(sheet: Sheet) -> tuple[Sheet, Sheet] | None:
    """The page without its largest topic (of one topic: a folder, or the later half), and that as a page beneath."""
    if len(sheet.groups) > 1:
        movable = [group for group in sheet.groups if group.topic != "overview"] or list(sheet.groups[1:])
        moved = max(movable, key=lambda group: (group.words, group.topic))
        left = tuple(group for group in sheet.groups if group is not moved)
    else:
        whole = sheet.groups[0]
        folder = _telling_folder(whole)
        inside = tuple(part for part in whole.parts if _folder(part) == folder) if folder else _later_half(whole)
        if len(inside) == len(whole.parts):
            return None
        moved = Group(whole.topic, whole.title, inside, folder or whole.folder)
        left = (replace(whole, parts=tuple(part for part in whole.parts if part not in inside)),)
    return replace(sheet, groups=left), replace(sheet, groups=(moved,), above=sheet.above or sheet.path)


def _named(pages: Sequence[Sheet], layout: Layout) -> Iterator[Sheet]:
    """The pages; those beneath another in the order of its topics, each with a title and path of its own."""
    order = {topic: number for number, topic in enumerate(layout.topics)}
    for page in pages:
        if page.above:
            continue
        yield page
        beneath = [other for other in pages if other.above == page.path]
        beneath.sort(key=lambda other: order.get(other.groups[0].topic, len(order)))
        seen: Counter[tuple[str, str]] = Counter()
        for other in beneath:
            group = other.groups[0]
            seen[group.topic, group.folder] += 1
            yield _beneath(page, other, seen[group.topic, group.folder])


def _beneath(page: Sheet, other: Sheet, number: int) -> Sheet:
    """A page with its name: the topic's, the folder's, and from the second of equal ones on its number."""
    group = other.groups[0]
    folder = re.sub(r"[-_. ]+", " ", posixpath.basename(group.folder)).strip()
    title = f"{page.title}: {group.title}{f' ({folder})' if folder else ''}{f' {number}' if number > 1 else ''}"
    stem = "guide" if page.path == INDEX else posixpath.splitext(page.path)[0]
    steps = [group.topic, re.sub(r"[^\w-]+", "-", group.folder).strip("-").lower(), str(number) if number > 1 else ""]
    return replace(other, path=f"{stem}/{'-'.join(filter(None, steps))}.md", title=title, description="")


def _telling_folder(group: Group) -> str | None:
    """The folder with a name of its own that holds most words, if enough, and not the document that comes first."""
    words: Counter[str] = Counter()
    for part in group.parts:
        words[_folder(part)] += part.words
    del words[_folder(group.parts[0])]
    telling = [folder for folder in words if posixpath.basename(folder).lower() not in _PLAIN_FOLDERS]
    largest = max(telling, key=lambda folder: (words[folder], folder), default=None)
    return largest if largest and words[largest] >= LEAST_SHARE * group.words else None


def _later_half(group: Group) -> tuple[Part, ...]:
    """The parts that come after half of the words."""
    so_far = 0
    for index, part in enumerate(group.parts):
        if index and so_far >= group.words / 2:
            return group.parts[index:]
        so_far += part.words
    return group.parts[-1:]
