"""Features that a roadmap names, and features that a list ticks as being there: items below headings, at any depth.

"- Multi-tenant setup" below "Future roadmap" and "Medium-term", "Later: import", "- ✅ **Multi-tenant setup** with …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.plain import plain
from docpipe.text.wholes import of_whole

_PLANNED = re.compile(
    r"\b(?:roadmap|future|planned|upcoming|coming soon|missing|"
    r"not (?:yet )?(?:implemented|available|supported|started)|"
    r"geplante?[nrs]?|künftige?[nrs]?|zukünftige?[nrs]?|fehlende?|futur[oa]?s?|próxim[oa]s|"
    r"planead[oa]s?|à venir|prévue?s?|manquante?s?)\b|"
    r"路线图|计划|未来",
    re.IGNORECASE,
)
# Such a heading tells of something else than features: of its own numbers, of what to do, of what is not found.
_OTHER = re.compile(
    r"\b(?:completed|done|fixed|resolved|changes|tests?|errors?|files?|found|dependenc\w+|links?)\b|[✅❌]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:later|future|planned|roadmap|upcoming|coming soon|"
    r"später|geplant|künftig|futuro|próximamente|plus tard|à venir)$",
    re.IGNORECASE,
)
_THERE = "✅☑✔"
_SIGNS = _THERE + "❌📋⏳🔜🚧🔄🟡🔴🚀🔮 *\ufe0f"
MARKS = (*_THERE, ":", "：", "**", "__")  # a sign, or what a label ends or begins with
_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.)]?\s+")
_LONGEST = 200
_MAX_WORDS = 9


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a named feature."""
    document = place.document
    if len(statement.raw) > _LONGEST or place.section is None or document.role not in ("living", "record"):
        return
    there = any(sign in statement.raw for sign in _THERE)
    if statement.form != "heading" and (statement.outer or statement.box or (statement.form != "item" and not there)):
        return
    whole = of_whole(document.path, document.title)
    if document.role == "record" and not whole:
        return
    if statement.form == "heading":
        if _under(place.section.trail[:-1]):
            yield from _named(_NUMBER.sub("", statement.text), "planned", statement, place)
        return
    opens = statement.text.strip()[:1] if there else ""
    if opens and opens in _THERE:
        yield from _named(_name(statement), "done", statement, place)
    elif statement.form != "item":
        return
    elif _LABEL.match(statement.label):
        for name in plain(statement.rest).split(","):
            yield from _named(name, "planned", statement, place)
    elif _under(place.section.trail):
        yield from _named(_name(statement), "planned", statement, place)
    elif statement.label and whole and document.role == "living":
        yield from _named(statement.label, "described", statement, place)


def _named(name: str, state: str, statement: Statement, place: Place) -> Iterator[Fact]:
    name = name.strip(_SIGNS + " .:")
    if 1 < len(name.split()) <= _MAX_WORDS:
        yield place.fact(statement, ("status", name, "roadmap"), state, "roadmap")


def _name(statement: Statement) -> str:
    """What an item names: its label, or the item up to a dash."""
    return statement.label or statement.text.lstrip(_SIGNS).split(" - ")[0].split(": ")[0].split(" (")[0]


def heads(trail: tuple[str, ...]) -> bool:
    """Whether one of the headings plans what lies below, or plans this heading itself."""
    return _under(trail) or _under(trail[:-1])


def _under(trail: tuple[str, ...]) -> bool:
    """Whether the heading below the title plans what it heads; one further down plans for what lies between."""
    return len(trail) > 1 and _plans(trail[1]) and not any(map(_is_other, trail[1:]))


@lru_cache(1024)  # asked of all that lies below it
def _plans(heading: str) -> bool:
    return _PLANNED.search(plain(heading)) is not None


@lru_cache(1024)  # as above
def _is_other(heading: str) -> bool:
    return _OTHER.search(plain(heading)) is not None
