"""Under which licence a document says that its project stands: in a sentence, badge or label, or under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text import licences
from docpipe.text.plain import plain

_WORD = re.compile(r"licen[cs]|lizen[zs]|许可|授权", re.IGNORECASE)
_BADGE = re.compile(r"badge/licen[cs]e-([\w.%]{2,30}(?:--[\w.%]{1,20})*)-", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:licen[cs]ed|released|distributed|available|published|lizenziert|steht|distribu\w+|licenciad\w|publi\w+)\b"
    r"[^.]{0,40}?\b(?:under|unter|bajo|sous|selon)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:the )?(?:project )?(?:licen[cs]e|lizenz|licencia|licen[cç]a)$", re.IGNORECASE)
_UNDER = re.compile(
    r"^(?:\W*)(?:(?:the )?(?:project )?(?:licen[cs]e|lizenz|licencia|licen[cç]a)|legal)\W*$", re.IGNORECASE
)
_FRONT = re.compile(r"(?:readme|index|_index|contributing)\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:this|the|our|dieses?|das|este|ce|cette|all) (?:\w+ ){0,2}"
    r"(?:project|software|repository|code|library|package|tool|program|work|projekt|proyecto|projet|logiciel)\b"
    r"|^(?:it is |licen[cs]ed |released |distributed |see )|本项目",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:depend|third.party|librar(?:y|ies) (?:are|is|we|used)|font|icon|image|logo|data ?set|vendor|compatible|"
    r"contribut|unless|except|part|bundled|upstream|fork)",
    re.IGNORECASE,
)
_MOST = 300  # characters: what is longer tells a story


def heads(trail: tuple[str, ...]) -> bool:
    """Whether the innermost heading is that of the licence."""
    lowered = trail[-1].lower() if trail else ""
    named = "licen" in lowered or "lizen" in lowered or "legal" in lowered
    return named and _UNDER.match(plain(trail[-1])) is not None


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact where exactly one licence is named."""
    if statement.form == "code" or len(statement.raw) > _MOST:
        return
    under = heads(place.section.trail if place.section else ())
    if not under and not _WORD.search(statement.raw):
        return
    home = under or _FRONT.match(place.document.path.rsplit("/", 1)[-1]) is not None
    found = licences.names(_claimed(statement, under=under, labelled=home))
    if len(found) == 1:
        yield place.fact(statement, ("other", "", "licence"), found[0], "licence")


def _claimed(statement: Statement, *, under: bool, labelled: bool) -> str:
    """The words that say what this project stands under; "" where they may speak of something else.

    A label alone counts where a project introduces itself (`labelled`): elsewhere it may be that of a list of tools.
    """
    badge = _BADGE.search(statement.raw)
    if badge:
        return badge[1].replace("--", "-").replace("%20", " ").replace("_", " ")
    if statement.form == "heading" or _OTHERS.search(statement.text):
        return ""
    if labelled and _LABEL.match(statement.label):
        return statement.rest or " ".join(statement.cells[1:2])
    if (under or _SAID.search(statement.text)) and (_OWN.search(statement.text) or len(statement.text.split()) <= 4):
        return statement.text
    return ""
