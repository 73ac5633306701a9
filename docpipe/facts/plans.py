"""Things that a document lists as planned: items below a heading of the future, keys that a comment plans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain

_FUTURE = re.compile(
    r"\b(?:planned|future|upcoming|coming soon|not yet|roadmap|to be added|geplant|zukünftig|futur[oae]s?|próxim[oa]s?|"
    r"prévus?|à venir)\b|计划|未来",
    re.IGNORECASE,
)
MARKS = (
    "planned", "futur", "upcoming", "coming", "yet", "roadmap", "added", "geplant", "zukünftig", "próxim", "prévu",
    "venir", "计划", "未来",
)  # fmt: skip
_KEY = re.compile(r"^([a-z][\w-]{1,30}):\s{0,8}#\s?(.{1,60})$")
_NAME = re.compile(r"^[A-Za-z][\w .+-]{1,30}$")


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact an item whose label, or whole text, is a name; a box that is ticked is no plan any more."""
    if statement.form == "code":
        key = _KEY.match(statement.body) if "#" in statement.body else None
        if key and _FUTURE.match(key[2]):
            yield place.fact(statement, ("status", key[1], "presence"), "planned", "plan")
        return
    if statement.form != "item" or statement.box == "x" or statement.outer or not _is_future(place.heading):
        return
    name = statement.label or statement.text
    if _NAME.match(name) and len(name.split()) <= 3:
        yield place.fact(statement, ("status", name, "presence"), "planned", "plan")


def heads(trail: tuple[str, ...]) -> bool:
    """Whether the innermost heading gathers plans."""
    return bool(trail) and _is_future(plain(trail[-1]))


@lru_cache(64)  # asked of every item below it
def _is_future(heading: str) -> bool:
    return _FUTURE.search(heading) is not None
