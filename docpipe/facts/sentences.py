"""Sentences that tell one place: "Core dumps are written to `/var/core`"; the words around it are the subject.

Labels and first cells tell one as well; what is said to lie there needs fewer words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.owners import REQUESTS
from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact, Kind
from docpipe.text.wordlists import words

_PLACE = re.compile(
    r"https?://[^\s<>()\[\]`\"'|,;*]{3,200}"
    r"|(?<![\w:./~$}>@-])(?:~|\$HOME)?/(?:[\w.@+-]{1,60}/){0,8}[\w.@+-]{2,60}/?(?![\w/<{*$])"
)
_RELATIVE = re.compile(r"(?<=`)(?:[\w@+-][\w.@+-]{0,60}/){1,6}[\w.@+-]{0,60}(?=`)")
# What stands right before a place where something lies.
_LIES = re.compile(
    r"\b(?:(?:is|are|be) (?:\w+ ){0,2}(?:at|in|under|to|on|from)|(?:lives?|lies?|located|found|stored|kept|written"
    r"|saved|available|reachable|hosted|published) (?:at|in|under|to|on)|liegt|liegen|steht|stehen|finde[nt] sich"
    r"|est[aá]n? en|se encuentran? en|se guardan? en|se trouven?t? dans)"
    r"(?: (?:the|a|our|its|im|in|auf|unter|dem|der|den|la|el|le|folder|directory|file|ordner|verzeichnis|datei"
    r"|carpeta)){0,3}[ `<(*\"']{1,4}$",
    re.IGNORECASE,
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
_NAME = re.compile(r"[^\W\d_]+")
# Words that ask to open an address, or say that it is one: they name nothing that lies there.
_NAMELESS = REQUESTS | words("url uri path route link address endpoint adresse pfad ruta dirección chemin the your")
_LONGEST = 600
_WRAPPED = 3  # lines of a paragraph that a sentence may reach back


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a sentence that tells one place and nothing else of its kind; the value is the place."""
    raw = statement.raw
    if "/" not in raw or len(raw) > _LONGEST:
        return
    if statement.form == "row":
        yield from _of_row(statement, place) if not _NO_SENTENCE.search(raw) else ()
        return
    text = _TARGET.sub("]", raw) if "](" in raw else raw
    found = (*_PLACE.finditer(text), *_RELATIVE.finditer(text))
    for match in found if found and not _NO_SENTENCE.search(raw) else ():
        before, after = text[: match.start()], text[match.end() :]
        ends = [end.end() for end in _END.finditer(before)]
        clause = before[ends[-1] :] if ends else _wrapped(statement, place) + before
        end = _END.search(after)
        rest = after[: end.start()] if end else after
        if any(shape.search(part) for shape in (_PLACE, _RELATIVE) for part in (clause, rest)):
            continue
        named = [word.lower() for word in _NAME.findall(clause)]
        if _PLACEHOLDER.search(match[0]) or all(word in _NAMELESS for word in named):
            continue
        said = bool(_LIES.search(clause))
        if match.re is _RELATIVE and not said:
            continue  # a label with a file of the repository is an entry of a list
        lies = said or (bool(statement.label) and not rest.strip(" `*>.)"))
        value = match[0].rstrip("/.:")
        kind: Kind = "url" if "://" in value else "path"
        about = f"{clause} {rest}".replace("`", " ").strip()
        if kind == "url" and _READING.search(f"{place.heading} {clause}"):
            continue  # what to read next is another page in each document
        yield place.fact(statement, (kind, about[-300:], "lies" if lies else "place"), value, "sentence")


def _of_row(statement: Statement, place: Place) -> Iterator[Fact]:
    """The place in the second cell of what the first one names."""
    if len(statement.cells) < 2 or not statement.label or "/" in statement.label:
        return
    cell = statement.cells[1].strip("`<> ")
    match = _PLACE.fullmatch(cell)
    if match and not _PLACEHOLDER.search(cell):
        kind: Kind = "url" if "://" in cell else "path"
        yield place.fact(statement, (kind, statement.label, "lies"), cell.rstrip("/"), "sentence")


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
