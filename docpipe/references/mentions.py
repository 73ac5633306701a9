"""A sheet -> every word that may name a file, with how it is said and where it would count from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docpipe.references import names
from docpipe.references.arguments import files_of
from docpipe.references.contexts import heads_elsewhen, leads_elsewhen
from docpipe.references.sheet import Fence, Prose, Sheet
from docpipe.references.walk import Step, Walker

Manner = Literal["command", "code", "text", "title"]

_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\](?:\(([^()\n]{0,600}(?:\([^()\n]{0,100}\)[^()\n]{0,300})?)\)|\[[^\[\]\n]{0,200}\])"
)
_TICKS = re.compile(r"`+")
_BOLD = re.compile(r"\*\*([^*\s`][^*`\n]{0,200})\*\*")
_WORD = re.compile(r"[^\s|`*<>\"'()\[\],;→]+")
_URL = re.compile(r"<?[A-Za-z][A-Za-z0-9+.-]*://\S*")
_AROUND = 160  # characters of a line on either side that say how a word is meant
_RUNS_AHEAD = 40  # runs of backticks in which a code span must close
_TITLE = re.compile(
    r"\s*(?://|#|--|;|/\*|<!--|rem\s|::)\s*(?:file(?:name)?:\s*)?"
    r"([\w.@/-]+\.[A-Za-z0-9]+|(?:[\w.-]+/)*Dockerfile)\s*(?:\*/|-->)?\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that may name a file.

    `written` is the word as it stands, `path` what may be a path in it. `folders` are those it may count from; where
    `said`, no other, and `sure` tells whether that is this repository at all. `before` and `after` are what stands
    around it on its line; `elsewhen` tells that its heading or lead-in takes it out of the present. `block` is the line
    where its list or table begins.
    """

    written: str
    path: str
    line: int
    manner: Manner
    folders: tuple[str, ...]
    said: bool = False
    before: str = ""
    after: str = ""
    program: str = ""
    sure: bool = True
    elsewhen: bool = False
    block: int = 0


@dataclass(slots=True)
class Mentions:
    """All mentions of one document, and the files that its commands make."""

    found: list[Mention]
    steps: list[Step]
    makes: set[str]


def collect(sheet: Sheet, walker: Walker) -> Mentions:
    """The mentions of one document in line order."""
    gathered = Mentions([], [], set())
    parts: list[Prose | Fence] = [*sheet.prose, *sheet.fences]
    for part in sorted(parts, key=lambda part: part.line):
        if isinstance(part, Prose):
            gathered.found.extend(_of_prose(part, walker, gathered))
        else:
            gathered.found.extend(_of_fence(part, walker, gathered))
    return gathered


def _of_fence(fence: Fence, walker: Walker, gathered: Mentions) -> Iterator[Mention]:
    title = _TITLE.match(fence.lines[0]) if fence.lines else None
    if not title and len(fence.lines) > 1 and fence.lines[0].startswith("#!"):
        title = _TITLE.match(fence.lines[1])
    if title:
        line = fence.line + (fence.lines[0].startswith("#!"))
        elsewhen = heads_elsewhen(fence.section.trail) or leads_elsewhen(fence.lead)
        yield Mention(title[1], title[1], line, "title", walker.usual(), sure=walker.sure, elsewhen=elsewhen)
    for step in walker.fence(fence):
        yield from _of_step(step, gathered)


def _of_step(step: Step, gathered: Mentions, before: str = "") -> Iterator[Mention]:
    gathered.steps.append(step)
    files = files_of(step.command)
    gathered.makes.update(name.removeprefix("./").rstrip("/") for name in files.makes)
    if not step.folders:
        return
    for word in files.needs:
        if path := names.cleaned(word.text):
            program = step.command.texts[0]
            yield Mention(
                word.text, path, word.line, "command", step.folders, step.said, before, "", program, step.sure
            )


def _of_prose(prose: Prose, walker: Walker, gathered: Mentions) -> Iterator[Mention]:
    text = _LINK.sub(" ", prose.text)  # a link names its target itself
    spans = list(code_spans(text))
    elsewhen = heads_elsewhen(prose.section.trail) or leads_elsewhen(prose.lead)
    for start, end, code in spans:
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        steps = list(walker.inline(code, prose.line))
        for step in steps:
            yield from _of_step(step, gathered, before)
        if not steps and code.strip():
            path = names.cleaned(code.strip())
            yield Mention(
                code, path, prose.line, "code", walker.usual(), False, before, after, "", walker.sure, elsewhen
            )
    rest = _URL.sub(" ", _without(text, spans))
    bold = {match[1] for match in _BOLD.finditer(rest)}
    for match in _WORD.finditer(rest):
        path = names.cleaned(match[0].strip("*_"))
        if "/" in path or names.is_file_name(path):
            before, after = (
                rest[max(0, match.start() - _AROUND) : match.start()],
                rest[match.end() : match.end() + _AROUND],
            )
            manner: Manner = "code" if path in bold and names.is_file_name(path) else "text"
            usual = walker.usual()
            yield Mention(
                match[0], path, prose.line, manner, usual, False, before, after, "", walker.sure, elsewhen, prose.block
            )


def code_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Each code span of a line: where it starts and ends, marks included, and what it holds."""
    runs = list(_TICKS.finditer(text))
    position = 0
    while position < len(runs):
        opening = runs[position]
        ahead = range(position + 1, min(len(runs), position + 1 + _RUNS_AHEAD))
        closing = next((index for index in ahead if len(runs[index][0]) == len(opening[0])), None)
        if closing is None:
            position += 1
            continue
        yield opening.start(), runs[closing].end(), text[opening.end() : runs[closing].start()]
        position = closing + 1


def _without(text: str, spans: list[tuple[int, int, str]]) -> str:
    """The text with a mark in place of each code span."""
    pieces, position = [], 0
    for start, end, _ in spans:
        pieces.append(text[position:start])
        position = end
    return " ` ".join((*pieces, text[position:]))
