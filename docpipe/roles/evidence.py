"""A document -> what speaks for and against its being a record (a dated or finished report, plan, log, task list)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docpipe.roles import wording, words
from docpipe.roles.names import date_in, folded, is_step, numbered_in, parts, plain_words
from docpipe.roles.view import View

# A record needs more than this: one strong sign (a name that ends in "report" is worth 3) and one that agrees.
THRESHOLD = 3.0
_HEADER_LINES = 13  # with the title; what follows is body, where "Status:" is that of a part
_FOOTER_LINES = 6
_HEADINGS = 50
_LEAST_LINES = 5
_MARKED = 12_000  # characters in which ticks and boxes are counted

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHARE = re.compile(r"\d ?%|\d/\d")
_TITLE_PARTS = re.compile(r"[:–—|()]| - ")
_PLAIN_TICKS = ("[x]", "[X]")
_TICKS = (*_PLAIN_TICKS, "✅", "☑", "✔", "🎉", "🟢", "🟡", "🔴", "🏆", "⏳", "🚀")
_DECORATION = " \t>*_#|\\-"


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that speaks for (above 0) or against (below 0) a record, and why, as a person would say it."""

    points: float
    why: str
    done: bool = False  # it says that the work is finished
    subject: bool = False  # it may as well be what a product is about: reports, plans, tasks, reviews


def clues(seen: View, retired: frozenset[str] = frozenset()) -> tuple[Clue, ...]:
    """All that a document's path, title, header, headings, words and marks say.

    `retired` holds the folders whose own README says that what lies there is history.
    """
    return (
        *_by_name(seen),
        *_by_folder(seen),
        *_by_neighbour(seen, retired),
        *_by_header(seen),
        *_by_headings(seen),
        *_by_wording(seen.head),
        *_by_marks(seen.document.source.text),
    )


def verdict(found: tuple[Clue, ...]) -> tuple[bool, str]:
    """Whether it is a record, and what decided.

    Names and folders alone are not enough: `reports/sales-report.md` may be a page about a feature.
    """
    told = any(clue.points >= 0.5 and not clue.subject for clue in found)
    record = told and sum(clue.points for clue in found) > THRESHOLD
    agreeing = [clue for clue in found if (clue.points > 0) == record]
    agreeing.sort(key=lambda clue: (-abs(clue.points), clue.why))
    if not agreeing:
        return record, "nothing marks it as a report, plan or log"
    return record, "; ".join(clue.why for clue in agreeing[:2])


def finished(found: tuple[Clue, ...]) -> bool:
    """Whether the clues say that the work they speak of is done."""
    return sum(clue.points for clue in found if clue.done) >= 2.0


def _by_name(seen: View) -> Iterator[Clue]:
    named = _name_points(seen.words)
    titled = _title_points(seen.document.title)
    points = titled | named
    where = dict.fromkeys(titled, "title") | dict.fromkeys(named, "name")
    ranked = sorted(points, key=lambda word: (-points[word], word))
    for weight, word in zip((1.0, 0.5), (word for word in ranked if points[word] > 0), strict=False):
        shouted = where[word] == "name" and seen.name.isupper() and len(seen.words) > 1
        yield Clue(weight * points[word], f"{where[word]} says '{word}'", word in words.DONE, not shouted)
    if ranked and points[ranked[-1]] < 0:
        yield Clue(points[ranked[-1]], f"{where[ranked[-1]]} says '{ranked[-1]}'")
    if date := date_in(seen.name):
        yield Clue(2.0, f"name has the date {date}")
    if step := numbered_in(seen.name):
        yield Clue(1.0, f"name has '{step}'")


def _name_points(found: tuple[str, ...]) -> dict[str, float]:
    """Word -> points: all of them for the word that the name is about, its last; half for the others."""
    content = [word for word in found if not word.isdigit() and word not in words.TRAILING]
    points: dict[str, float] = {}
    for at, word in enumerate(content):
        value = words.NAMES.get(word, 0.0)
        if value > 0 and at and content[at - 1] in words.THINGS:
            continue
        if value:
            points[word] = value if at == len(content) - 1 else value / 2
        elif not word.isascii():
            points |= {sign: value for sign, value in words.SIGNS.items() if sign in word}
    return points


def _title_points(title: str) -> dict[str, float]:
    """As in a name, a little less, part by part: in `Login: final report - phase 2` each part has its own head."""
    points: dict[str, float] = {}
    for part in _TITLE_PARTS.split(title[:200]):
        for word, value in _name_points(parts(part)).items():
            points[word] = 0.7 * value
    return points


def _by_folder(seen: View) -> Iterator[Clue]:
    front_matter = seen.document.front_matter
    dated = date_in(seen.name) or (front_matter and "date" in front_matter.data)
    if dated and not words.POST_FOLDERS.isdisjoint(seen.folders):
        yield Clue(5.0, "is a dated post")
        return
    above = [folder.strip("._") for folder in seen.folders]
    for at in range(len(above) - 1, -1, -1):
        points = words.FOLDERS.get(above[at])
        if points:
            # An archive right below the documents is one of documents; elsewhere the word may be a subject.
            whole = points >= 4 and words.DOCUMENT_FOLDERS.issuperset(above[:at])
            yield Clue(3 * points if whole else points, f"lies in '{above[at]}'", whole, not whole)
            return
    if folder := next(filter(date_in, above), None):
        yield Clue(1.5, f"lies in '{folder}'")


def _by_neighbour(seen: View, retired: frozenset[str]) -> Iterator[Clue]:
    for at in range(len(seen.folders), 0, -1):
        folder = "/".join(seen.folders[:at])
        if folder in retired:
            yield Clue(8.0, f"the README of '{seen.folders[at - 1]}' says that it is history", done=True)
            return


def retired_folder(seen: View) -> str | None:
    """The folder (folded) that a README or an index declares to be history."""
    if seen.words[:1] in (("readme",), ("index",)) and seen.folders and wording.said(wording.RETIRED_FOLDER, seen.head):
        return "/".join(seen.folders)
    return None


def _by_header(seen: View) -> Iterator[Clue]:
    """The lines `Key: value` at the head and the end."""
    kinds: dict[str, Clue] = {}
    orders: set[str] = set()
    lines = seen.head.split("\n", _HEADER_LINES)[:_HEADER_LINES] + seen.tail.split("\n")[-_FOOTER_LINES:]
    for line in lines:
        key, colon, value = line.replace("：", ":").partition(":")
        key = key.strip(_DECORATION)
        names = key.split()
        if not colon or not 1 <= len(names) <= 4 or len(key) > 30:
            continue
        value = value.strip(_DECORATION)
        if not words.STATUS_KEYS.isdisjoint(names):
            clue = _by_status(value)
            if clue:
                kinds.setdefault("status", clue)
        elif names[0] in words.DATE_KEYS and names[-1] != "updated" and _YEAR.search(value):
            kinds.setdefault("date", Clue(1.5, f"its header has '{key}: {value[:20]}'"))
        elif names[0] in words.ORDER_KEYS:
            orders.add(key)
    yield from kinds.values()
    if orders:
        yield Clue(min(2.5, 0.8 * len(orders)), f"its header has '{min(orders)}'")


def _by_status(value: str) -> Clue | None:
    found = {*parts(value)}
    why = f"its status is '{value[:30].strip()}'"
    if not words.NEGATIONS.isdisjoint(found):
        return Clue(1.0, why)
    if "ready" in found and not words.WORK.isdisjoint(found):
        return Clue(2.0, why)
    if not words.DONE.isdisjoint(found) or "✅" in value or "完成" in value:
        return Clue(2.5, why, done=True)
    if not words.UNDERWAY.isdisjoint(found) or _SHARE.search(value) or "进行" in value:
        return Clue(2.0, why)
    if not words.CURRENT.isdisjoint(found):
        return Clue(-1.0, why)
    return None


def _by_headings(seen: View) -> Iterator[Clue]:
    sections = [s.heading.text for s in seen.document.sections[:_HEADINGS] if s.heading and s.level > 1]
    points = {text: _heading_points(text) for text in sections}
    record = {text: value for text, (value, _) in points.items() if value > 0}
    steps = [text for text, (_, step) in points.items() if step]
    total = min(4.0, sum(record.values()) + min(1.0, 0.5 * len(steps)))
    if total:
        shown = min(record or steps, key=lambda text: (-record.get(text, 0.0), text))
        yield Clue(total, f"has a section '{shown[:40]}'")
    living = sum(value for value, _ in points.values() if value < 0)
    if living:
        yield Clue(max(-4.0, living), "has sections of a guide")


@lru_cache(maxsize=8192)
def _heading_points(text: str) -> tuple[float, bool]:
    """What a heading is worth, and whether it is a numbered step of a plan."""
    heading = plain_words(text)
    value = words.HEADINGS.get(heading, 0.0)
    if value:
        return value, False
    first, _, last = heading.partition(" ")[0], "", heading.rpartition(" ")[2]
    if last in words.DONE or first == "completed":
        return 0.7, False
    return 0.0, is_step(folded(text[:40]))


def _by_wording(head: str) -> Iterator[Clue]:
    if phrase := wording.said(wording.RETIRED, head):
        yield Clue(3.0, f"says '{phrase}'", done=True)
    if phrase := wording.said(wording.DID, head):
        yield Clue(1.5, f"says '{phrase}'", done=True)
    if phrase := wording.said(wording.RECORD, head):
        yield Clue(2.0, f"says '{phrase}'")
    if phrase := wording.said(wording.LIVING, head):
        yield Clue(-1.5, f"says '{phrase}'")


def _by_marks(text: str) -> Iterator[Clue]:
    text = text[:_MARKED]
    lines = text.count("\n") + 1 - text.count("\n\n")
    if lines < _LEAST_LINES:
        return
    ticks = sum(text.count(mark) for mark in (_PLAIN_TICKS if text.isascii() else _TICKS))
    share = ticks / lines
    if share >= 0.04 and ticks >= 3:
        points = 1.0 if share < 0.1 else 2.0 if share < 0.2 else 3.0
        yield Clue(points, f"{ticks} ticks on {lines} lines", done=share >= 0.2 and ticks >= 6)
    boxes = text.count("[ ]")
    if boxes >= 4 and boxes / lines >= 0.08:
        yield Clue(1.0, f"{boxes} open boxes on {lines} lines")
