"""Inline Markdown of a source -> the same for Python-Markdown: link targets set, traps escaped, no word changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from docpipe.consolidate.copying import markup
from docpipe.consolidate.copying.markers import CLOSE, MARKER, OPEN, LinkFate, unmark
from docpipe.consolidate.copying.markup import Tag

# What Python-Markdown and the site's extensions unescape; the other punctuation of CommonMark becomes an entity.
_ESCAPES = frozenset("\\`*_{}[]()>#+-.!|~")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_STOP = re.compile(rf"[\\`<\[\]!{OPEN}]")
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_TITLE = re.compile(r"""\s*+("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))?+\s*+\)""", re.DOTALL)
_LINE_TRAP = re.compile(
    r"#|\[[^\]]*\]:|!!!|>|~~~|[-+*](?=\s|$)|\?\?\?|===|:::"
    r"|(?:-++|\*++|_++|[-*_](?:\s++[-*_])++)\s*+$|(?=[:\s-]*+\|)(?=[|:\s]*+-)[|:-][|:\s-]*+$"
)
_ORDERED = re.compile(r"(\d{1,9})\.(?=\s|$)")
_BACKTICKS = re.compile("`+")
_MANY = 30  # brackets
_FENCE = 3  # backticks that open a fence at the beginning of a line
_TAG_LIKE = re.compile(r"<[A-Za-z/!?]")
_DESTINATION = re.compile(rf"\(\s*+<?{OPEN}([0-9]+){CLOSE}")


def rewrite(text: str, fates: Sequence[LinkFate], footnotes: Mapping[str, str]) -> str:
    """Inline text as Python-Markdown must read it to show what CommonMark shows.

    `footnotes` maps a label to the one it has on the page. A label that it lacks is left as it is.
    """
    return _Pass(text, fates, footnotes).run()


def guard_line(line: str) -> str:
    """A line of a paragraph, so that no reader of the page takes it for the beginning or the end of another block."""
    if number := _ORDERED.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    if not _LINE_TRAP.match(line):
        return line
    return f"\\{line}" if line[0] in _ESCAPES else f"&#{ord(line[0])};{line[1:]}"


def guard_html_line(line: str) -> str:
    """The same for a line of HTML, where a backslash is one."""
    at = len(number[1]) if (number := _ORDERED.match(line)) else 0
    if not number and not _LINE_TRAP.match(line):
        return line
    return f"{line[:at]}&#{ord(line[at])};{line[at + 1 :]}"


class _Pass:
    """One walk over a text; `out` are pieces of the result, so that an opening bracket can be changed later."""

    def __init__(self, text: str, fates: Sequence[LinkFate], footnotes: Mapping[str, str]) -> None:
        self.text = text
        self.fates = fates
        self.footnotes = footnotes
        self.out: list[str] = []
        self.at = 0
        self.brackets: list[tuple[int, int]] = []  # where a bracket opened: in `out`, in `text`
        self.pictures: list[tuple[int, int]] = []  # pieces of `out` that open and close a picture turned into a link
        self.literal: list[int] = []  # pieces of `out` that are brackets and open nothing, unless they are `linked`
        self.linked: set[int] = set()
        self.closed: tuple[int, int, int] | None = None  # the last bracket pair: its pieces of `out`, its end in `text`
        self.runs = _backtick_runs(text)
        self.anchors = 0  # depth of `<a>`
        self.tags: list[tuple[int, Tag]] = []  # where each element opens or closes: in `out`

    def run(self) -> str:
        text = self.text
        while stop := _STOP.search(text, self.at):
            self.out.append(text[self.at : stop.start()])
            self.at = stop.start()
            self._step(stop[0])
        self.out.append(text[self.at :])
        self._escape_unpaired()
        self._escape_brackets()
        return "".join(self.out)

    def _escape_brackets(self) -> None:
        """Many brackets that open nothing are escaped: Python-Markdown looks from each for its end, over and over."""
        literal = {*self.literal, *(piece for piece, _ in self.brackets)} - self.linked
        for piece in literal if len(literal) > _MANY else ():
            self.out[piece] = self.out[piece].replace("[", "\\[")

    def _escape_unpaired(self) -> None:
        """An element that is not closed would reach into what follows, so its tag is shown as text."""
        opened: list[tuple[int, Tag]] = []
        for piece, tag in self.tags:
            if not tag.closes:
                opened.append((piece, tag))
            elif opened and opened[-1][1].name == tag.name:
                opened.pop()
            else:
                self.out[piece] = f"&lt;{self.out[piece][1:]}"
        for piece, _ in opened:
            self.out[piece] = f"&lt;{self.out[piece][1:]}"

    def _step(self, character: str) -> None:
        match character:
            case "\\":
                self._escape()
            case "`":
                self._code()
            case "<":
                self._angle()
            case "!":
                self._bang()
            case "[":
                self._bracket("[")
            case "]":
                self._close()
            case _:  # a marker that no construct claimed
                marker = MARKER.match(self.text, self.at)
                self._take("", marker.end() - self.at if marker else 1)

    def _take(self, shown: str, length: int) -> None:
        self.out.append(shown)
        self.at += length

    def _escape(self) -> None:
        following = self.text[self.at + 1 : self.at + 2]
        if following == "\n":
            self._take("  ", 1)  # CommonMark's hard break; Python-Markdown knows two blanks only
        elif following in _ESCAPES and following:
            self._take("\\" + following, 2)
        elif following in _PUNCTUATION and following:
            self._take(f"&#{ord(following)};", 2)
        else:
            self._take("\\\\" if following in ("", " ") else "\\", 1)

    def _code(self) -> None:
        length = len(_BACKTICKS.match(self.text, self.at)[0])  # type: ignore[index]
        closing = self.runs.get(length, [])
        index = bisect_left(closing, self.at + length)
        if index == len(closing):
            self._take("\\`" * length, length)
        else:
            end = closing[index] + length
            code = unmark(self.text[self.at + length : closing[index]])
            marks = "`" * (length if length < _FENCE else _shortest(code, length))
            self._take(f"{marks}{code}{marks}", end - self.at)

    def _angle(self) -> None:
        text, start = self.text, self.at
        if text.startswith(OPEN, start + 1):
            self._autolink()
        elif end := markup.comment_at(text, start):
            self._take(text[start:end], end - start)
        elif (tag := markup.tag_at(text, start)) and tag.allowed:
            if tag.name not in markup.VOID:
                self.tags.append((len(self.out), tag))
            if tag.name == "a":
                self.anchors += -1 if tag.closes else 1
            self._take(markup.show_tag(tag, self.fates, in_link=self.anchors > 0), tag.end - start)
        elif found := _AUTOLINK.match(text, start):
            self._take(found[0], len(found[0]))
        else:
            self._take("&lt;" if _TAG_LIKE.match(text, start) else "<", 1)

    def _autolink(self) -> None:
        marker = MARKER.match(self.text, self.at + 1)
        if not marker:
            self._take("&lt;", 1)
            return
        fate = self.fates[int(marker[1])]
        end = marker.end() + fate.length
        shown = self.text[marker.end() : end]
        closed = self.text.startswith(">", end)
        self._take(f"<{shown}>" if fate.target is not None else f"`{shown}`", end + closed - self.at)

    def _bang(self) -> None:
        if self.text.startswith("[", self.at + 1):
            self._bracket("![")
        else:
            self._take("!", 1)

    def _bracket(self, opening: str) -> None:
        note = _FOOTNOTE.match(self.text, self.at) if opening == "[" else None
        if note and note[1] in self.footnotes and not self._opens_line(note.end()):
            self._take(f"[^{self.footnotes[note[1]]}]", len(note[0]))
            return
        self.brackets.append((len(self.out), self.at + len(opening)))
        self._take(opening, len(opening))

    def _opens_line(self, end: int) -> bool:
        """Whether what ends there looks like the beginning of a footnote."""
        return self.text.startswith(":", end) and self.text[: self.at].endswith(("", "\n")[self.at > 0])

    def _close(self) -> None:
        if not self.brackets:
            self._take("]", 1)
            return
        piece, inside = self.brackets.pop()
        following = self.at + 1
        if reference := MARKER.match(self.text, inside):
            self._reference(piece, inside, self.fates[int(reference[1])])
        elif found := self._destination(following):
            fate, end, title = found
            self.at = end
            self._finish(piece, fate, title)
        elif self.text.startswith("(", following):
            self.literal.append(piece)
            self._take("]\\(", 2)
        else:
            self.literal.append(piece)
            self._take("]", 1)
            self.closed = piece, len(self.out) - 1, self.at

    def _destination(self, start: int) -> tuple[LinkFate, int, str] | None:
        """The fate, end and title of `(target "title")` at `start`, if a marker says that it is one."""
        opening = _DESTINATION.match(self.text, start)
        if not opening:
            return None
        fate = self.fates[int(opening[1])]
        end = opening.end() + fate.length
        if self.text.startswith(">", end):
            end += 1
        rest = _TITLE.match(self.text, end)
        return (fate, rest.end(), rest[1] or "") if rest else None

    def _reference(self, piece: int, inside: int, fate: LinkFate) -> None:
        """`[text][label]`, `[label][]` or `[label]`: the marker stands in the bracket that holds the label."""
        end = self.at + 1
        if self.closed and self.closed[2] == inside - 1:
            piece, last, _ = self.closed
            del self.out[last:]
            self.at = end
            self._finish(piece, fate, fate.title)
            return
        self.at = end + 2 if self.text.startswith("[]", end) else end
        self._finish(piece, fate, fate.title)

    def _trim(self, piece: int) -> None:
        """Take the blanks at the ends of a link's words away with the link: between stars they would end emphasis."""
        if piece + 1 == len(self.out):
            return
        if not piece or not self.out[piece - 1][-1:].isalnum():
            self.out[piece + 1] = self.out[piece + 1].lstrip(" ")
        if not self.text[self.at : self.at + 1].isalnum():
            self.out[-1] = self.out[-1].rstrip(" ")

    def _finish(self, piece: int, fate: LinkFate, title: str) -> None:
        """Close the link or picture whose opening bracket is `out[piece]`."""
        opening = self.out[piece]
        self.linked.add(piece)
        if fate.target is None:
            self.out[piece] = ""
            self._trim(piece)
            return
        if opening == "![" and not fate.picture:
            self.out[piece] = opening = "["
            if not "".join(self.out[piece + 1 :]).strip():
                self.out.append(markup.PICTURE)
            self.pictures.append((piece, len(self.out)))
        elif opening == "[":
            for first, last in self.pictures:
                if first > piece:  # a link holds no link: the picture's words stay, its address goes
                    self.out[first] = self.out[last] = ""
            self.pictures.clear()
        self.out.append(f"]({_address(fate.target)}{' ' + title if title else ''})")


def _shortest(code: str, length: int) -> int:
    """How many backticks may stand around `code` instead of `length`, which superfences would take for a fence."""
    runs = {len(run) for run in _BACKTICKS.findall(code)}
    return next((count for count in range(1, _FENCE) if count not in runs), length)


def _address(target: str) -> str:
    """A target as a link writes it: in angle brackets where blanks or brackets would end it early."""
    if re.search(r"[\s()<>]", target):
        return f"<{target.replace('<', '%3C').replace('>', '%3E')}>"
    return target


def _backtick_runs(text: str) -> Mapping[int, list[int]]:
    """The length of a run of backticks -> where such runs begin, ascending."""
    runs: defaultdict[int, list[int]] = defaultdict(list)
    for run in _BACKTICKS.finditer(text):
        runs[len(run[0])].append(run.start())
    return runs
