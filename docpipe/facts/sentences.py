"""Sentences that tell one place: "Core dumps are written to `/var/core`"; the words around it are the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact, Kind

_PLACE = re.compile(
    r"https?://[^\s<>()\[\]`\"'|,;*]{3,200}"
    r"|(?<![\w:./~$}>@-])(?:~|\$HOME)?/(?:[\w.@+-]{1,60}/){0,8}[\w.@+-]{2,60}/?(?![\w/<{*$])"
)
_TARGET = re.compile(r"\]\([^()\s]{0,400}\)")
_END = re.compile(r"[.!?](?:\s|$)|[。！？]")
_NEW = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s|^\s*[#|>]|^\s*$")
# Lines of markup and of templates, and routes, which have methods.
_NO_SENTENCE = re.compile(r"^\s*(?:<[A-Za-z/!]|\{[{%])|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b")
_PLACEHOLDER = re.compile(r"your|example\.|placeholder|foo|\bxxx|/(?:issues|pull|commit|discussions)/", re.IGNORECASE)
_READING = re.compile(
    r"\b(?:related|references?|see also|further|resources|links|verwandt\w*|siehe auch|véase)\b", re.IGNORECASE
)
_LONGEST = 600
_WRAPPED = 3  # lines of a paragraph that a sentence may reach back


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a sentence that tells one place and nothing else of its kind; the value is the place."""
    raw = statement.raw
    if "/" not in raw or len(raw) > _LONGEST or _NO_SENTENCE.search(raw):
        return
    text = _TARGET.sub("]", raw) if "](" in raw else raw
    for match in _PLACE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        ends = [end.end() for end in _END.finditer(before)]
        clause = before[ends[-1] :] if ends else _wrapped(statement, place) + before
        end = _END.search(after)
        rest = after[: end.start()] if end else after
        if _PLACE.search(clause) or _PLACE.search(rest) or _PLACEHOLDER.search(match[0]):
            continue
        value = match[0].rstrip("/.:")
        kind: Kind = "url" if "://" in value else "path"
        words = f"{clause} {rest}".replace("`", " ").strip()
        if kind == "url" and _READING.search(f"{place.heading} {clause}"):
            continue  # what to read next is another page in each document
        yield place.fact(statement, (kind, words[-300:], "place"), value, "sentence")


def _wrapped(statement: Statement, place: Place) -> str:
    """What the sentence says on the lines above, in a paragraph that is wrapped."""
    lines = place.lines
    gathered: list[str] = []
    for number in range(statement.line - 2, max(-1, statement.line - 2 - _WRAPPED), -1):
        if _NEW.match(lines[number + 1]) or not lines[number].strip():
            break
        line = lines[number]
        ends = [end.end() for end in _END.finditer(line)]
        gathered.append(line[ends[-1] :] if ends else line)
        if ends:
            break
    return " ".join((*reversed(gathered), ""))
