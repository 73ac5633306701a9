"""A sheet -> every word that may name a file, with how it is said and where it would count from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from docpipe.references import contexts, excerpts, names
from docpipe.references.arguments import files_of
from docpipe.references.sheet import Fence, Prose, Sheet
from docpipe.references.walk import Step, Walker

Manner = Literal["command", "code", "text", "title", "excerpt"]

_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,400})\](?:\(([^()\n]{0,600}(?:\([^()\n]{0,100}\)[^()\n]{0,300})?)\)|\[[^\[\]\n]{0,200}\])"
)
_TICKS = re.compile(r"`+")
_BOLD = re.compile(r"\*\*([^*\s`][^*`\n]{0,200})\*\*")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,20}://\S*")
_BREAKS = str.maketrans(dict.fromkeys("|`*<>\"'()[],;→", " "))  # what stands between words, as long as what it replaces
_TERMS = "LICEN"
_LONGEST = 300  # characters of a word; no path is so long
_HANDLING = names.words("mv cp rm ln ls cat less more head tail wc chmod chown stat diff tar open code")
_AROUND = 160  # characters of a line on either side that say how a word is meant
_RUNS_AHEAD = 40  # runs of backticks in which a code span must close
_TITLE = re.compile(
    r"\s*(?://|#|--|;|/\*|<!--|rem\s|::)\s*(?:file(?:name)?:\s*)?"
    r"([\w.@/-]+\.[A-Za-z0-9]+|(?:[\w.-]+/)*Dockerfile)\s*(?:\*/|-->)?\s*$",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A word that may name a file.

    `written` is the word as it stands, `path` what may be a path in it. `folders` are those it may count from; where
    `said`, no other, and `sure` tells whether that is this repository at all. `before` and `after` are what stands
    around it on its line; `elsewhen` tells that its heading or lead-in takes it out of the present, `now` that its
    heading says how things stand. `block` is the line where its list or table begins.
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
    now: bool = False

    @property
    def is_typed(self) -> bool:
        """Whether a command needs it; a path alone on its line may be an entry of a list."""
        return self.manner == "command" and (self.program != self.written or self.written.startswith("./"))

    @property
    def is_chart(self) -> bool:
        """Whether it is the folder of a chart that a command of Helm reads."""
        return self.program == "helm" and self.path.startswith(("./", "../")) and not names.is_file_name(self.path)


@dataclass(slots=True)
class Mentions:
    """All mentions of one document, and the files that its commands make."""

    found: list[Mention]
    steps: list[Step]
    makes: set[str]

    def typed(self) -> Mentions:
        """Only what commands run or load, as in records."""
        kept = [mention for mention in self.found if mention.manner == "command" and mention.program not in _HANDLING]
        return Mentions(kept, self.steps, self.makes)


def collect(sheet: Sheet, walker: Walker, *, told: bool) -> Mentions:
    """The mentions of one document in line order; those that are only `told`, not typed, if they are wanted."""
    gathered = Mentions([], [], set())
    for part in sheet.parts:
        if isinstance(part, Prose):
            gathered.found.extend(_of_prose(part, walker, gathered, told))
        else:
            gathered.found.extend(_of_fence(part, walker, gathered, told=told))
    return gathered


def _of_fence(fence: Fence, walker: Walker, gathered: Mentions, *, told: bool) -> Iterator[Mention]:
    first = 1 if len(fence.lines) > 1 and fence.lines[0].startswith("#!") else 0
    title = _TITLE.match(fence.lines[first][:_LONGEST]) if told and fence.lines else None
    if title:
        line = fence.line + first
        yield Mention(title[1], title[1], line, "title", walker.usual(), sure=walker.sure, elsewhen=fence.elsewhen)
    if told and fence.language in excerpts.LANGUAGES and not fence.elsewhen and not title:
        for word in excerpts.files(fence):
            yield Mention(word.text, word.text, word.line, "excerpt", walker.usual(), sure=walker.sure)
    for step in walker.fence(fence):
        yield from _of_step(step, gathered, told=told)


def _of_step(step: Step, gathered: Mentions, before: str = "", *, told: bool) -> Iterator[Mention]:
    """What one command names; where nothing is told, as in records, only what it runs or loads."""
    gathered.steps.append(step)
    files = files_of(step.command)
    gathered.makes.update(name.removeprefix("./").rstrip("/") for name in files.makes)
    counts = step.folders and (told or step.command.words[0].text not in _HANDLING)
    for word in files.needs if counts else ():
        if len(word.text) <= _LONGEST and (path := names.cleaned(word.text)):
            program = step.command.words[0].text
            yield Mention(
                word.text,
                path,
                word.line,
                "command",
                step.folders,
                step.said,
                before,
                program=program,
                sure=step.sure,
            )


def _of_prose(prose: Prose, walker: Walker, gathered: Mentions, told: bool) -> Iterator[Mention]:
    text = prose.text
    if "`" not in text and not (told and ("/" in text or "." in text or _TERMS in text)):
        return
    if "](" in text or "][" in text:
        text = _LINK.sub(" ", _LINK.sub(" ", text))  # a link names its target itself, one around an image too
    spans = list(code_spans(text)) if "`" in text else []
    for start, end, code in spans:
        if not 0 < len(code.strip()) <= _LONGEST:
            continue
        before = text[max(0, start - _AROUND) : start]
        steps = list(walker.inline(code, prose.line))
        for step in steps:
            yield from _of_step(step, gathered, before, told=told)
        path = names.cleaned(code.strip())
        if path and contexts.is_ordered(before):
            gathered.makes.add(path.removeprefix("./").rstrip("/"))
        if told and not steps:
            yield _told(prose, walker, "code", (code, path), (before, text[end : end + _AROUND]))
    if told:
        yield from _in_words(_without(text, spans), prose, walker)


def _in_words(text: str, prose: Prose, walker: Walker) -> Iterator[Mention]:
    """Mentions among plain words, bold ones as if they were code."""
    if "://" in text:
        text = _URL.sub(" ", text)
    bold = {match[1] for match in _BOLD.finditer(text)} if "**" in text else set()
    position = 0
    for word in text.translate(_BREAKS).split():
        dotted = "." in word and "." in word.rstrip(".")
        if not dotted and "/" not in word and _TERMS not in word:
            continue
        if len(word) > _LONGEST:
            continue
        path = names.cleaned(word.strip("_"))
        if "/" in path or names.is_file_name(path):
            start = text.find(word, position)
            position = start + len(word)
            around = text[max(0, start - _AROUND) : start], text[position : position + _AROUND]
            in_bold = path in bold and names.is_file_name(path)
            yield _told(prose, walker, "code" if in_bold else "text", (word, path), around)


def _told(prose: Prose, walker: Walker, manner: Manner, word: tuple[str, str], around: tuple[str, str]) -> Mention:
    """A mention in running text: the word as it stands and as a path, and what stands around it."""
    return Mention(
        *word,
        prose.line,
        manner,
        walker.usual(),
        before=around[0],
        after=around[1],
        sure=walker.sure,
        elsewhen=prose.elsewhen,
        block=prose.block,
        now=prose.now,
    )


def code_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Each code span of a line: where it starts and ends, marks included, and what it holds."""
    if "``" not in text:
        start = 0
        for index, piece in enumerate(pieces := text.split("`")):
            if index % 2 and index + 1 < len(pieces):
                yield start - 1, start + len(piece) + 1, piece
            start += len(piece) + 1
        return
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
