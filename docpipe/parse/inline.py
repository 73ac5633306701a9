"""The inline content of one block -> its links and images, each with its place in that content.

The bracket algorithm of CommonMark's appendix, linear in the content; emphasis cannot change a link and is not read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Literal, NamedTuple

from markdown_it.common.html_re import close_tag, open_tag
from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.helpers import parseLinkDestination

LinkKind = Literal["link", "image", "reference", "image_reference", "autolink", "html", "html_image"]

_MARK = re.compile(r"\\.|`+|!\[|\[|\]|<", re.DOTALL)
_RUN = re.compile(r"`+")
_SPACE = re.compile(r"[ \t\n]*")
_TITLE = re.compile(r"""[ \t\n]+(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t\n]*\)""", re.DOTALL)
_SIMPLE_TARGET = re.compile(r"[^\s()\\<>\x00-\x1f\x7f][^\s()\\\x00-\x1f\x7f]*(?=[ \n)])")
_ANGLE_TARGET = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*)>")
_EMAIL = re.compile(r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)>")
_TAG = re.compile(f"(?:{open_tag}|{close_tag})")
_MAX_LABEL = 999  # characters, by the specification
_EMPTY_COMMENT = re.compile(r"<!---?>")
_UNREAD = re.compile(r"<!--|<\?|<!\[CDATA\[|<![A-Za-z]")
_CLOSING = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}
_TAG_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_ATTRIBUTE = re.compile(r"""\s(href|src|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)


class Found(NamedTuple):
    """A link or image: `content[start:end]` is its target as written (of a reference: its label)."""

    kind: LinkKind
    target: str
    label: str
    start: int
    end: int


class _Opener(NamedTuple):
    start: int  # of the text after the bracket
    image: bool
    found: int  # how many links were found before it


class Scan:
    """One reading of `content`: `found` are its links and images in the order in which they end, `anchors` its ids.

    `references` holds the definitions of the document by normalised label.
    """

    def __init__(self, content: str, references: Mapping[str, Mapping[str, str]]) -> None:
        self.content = content
        self.references = references
        self.found: list[Found] = []
        self.anchors: list[str] = []
        self._openers: list[_Opener] = []
        self._inactive = 0  # openers below this index stand outside a link and can open none
        self._runs: dict[int, list[int]] | None = None
        self._missing: set[str] = set()  # ends of comments and the like that do not come any more
        position = 0
        while match := _MARK.search(content, position):
            position = self._step(match.group(), match.start(), match.end())

    def _step(self, mark: str, start: int, end: int) -> int:
        """Read `mark`; return where to go on."""
        if mark == "]":
            return self._close(start)
        if mark in ("[", "!["):
            self._openers.append(_Opener(end, mark != "[", len(self.found)))
        elif mark == "<":
            return self._angle(start)
        elif mark[0] == "`":
            return self._code(start, end)
        return end

    def _code(self, start: int, end: int) -> int:
        if self._runs is None:
            self._runs = {}
            for run in _RUN.finditer(self.content):
                self._runs.setdefault(run.end() - run.start(), []).append(run.start())
        ends = self._runs.get(end - start, [])
        index = bisect_left(ends, end)
        return ends[index] + end - start if index < len(ends) else end

    def _angle(self, start: int) -> int:
        content = self.content
        if match := _AUTOLINK.match(content, start):
            self.found.append(Found("autolink", match[1], match[1], match.start(1), match.end(1)))
            return match.end()
        if match := _EMAIL.match(content, start):
            self.found.append(Found("autolink", f"mailto:{match[1]}", match[1], match.start(1), match.end(1)))
            return match.end()
        if match := _TAG.match(content, start):
            found, anchor = read_tag(content, start, match.end())
            self.found += found
            self.anchors += anchor
            return match.end()
        return self._unread(start) or start + 1

    def _unread(self, start: int) -> int:
        """The end of the comment, instruction, declaration or CDATA section that begins at `start`, or 0."""
        if match := _EMPTY_COMMENT.match(self.content, start):
            return match.end()
        if match := _UNREAD.match(self.content, start):
            closing = _CLOSING.get(match.group(), ">")
            end = -1 if closing in self._missing else self.content.find(closing, match.end())
            if end >= 0:
                return end + len(closing)
            self._missing.add(closing)
        return 0

    def _close(self, position: int) -> int:
        if not self._openers:
            return position + 1
        opener = self._openers.pop()
        if not opener.image and len(self._openers) < self._inactive:
            self._inactive = len(self._openers)
            return position + 1
        self._inactive = min(self._inactive, len(self._openers))
        link = self._inline(opener, position) or self._reference(opener, position)
        if not link:
            return position + 1
        found, end = link
        if opener.image:
            del self.found[opener.found :]  # what stands in the alternative text is shown as text
        else:
            self._inactive = len(self._openers)
        self.found.append(found)
        return end

    def _inline(self, opener: _Opener, position: int) -> tuple[Found, int] | None:
        content = self.content
        if not content.startswith("(", position + 1):
            return None
        start = _SPACE.match(content, position + 2).end()  # type: ignore[union-attr]
        if match := _SIMPLE_TARGET.match(content, start):
            begin, end, after = start, match.end(), match.end()
        elif match := _ANGLE_TARGET.match(content, start):
            begin, end, after = match.start(1), match.end(1), match.end()
        elif content.startswith("<", start):
            return None
        else:
            result = parseLinkDestination(content, start, len(content))
            begin, end = start, result.pos if result.ok else start
            after = end
        close = _SPACE.match(content, after).end()  # type: ignore[union-attr]
        if content.startswith(")", close):
            close += 1
        elif title := _TITLE.match(content, after):
            close = title.end()
        else:
            return None
        label = content[opener.start : position]
        kind: LinkKind = "image" if opener.image else "link"
        return Found(kind, unescapeAll(content[begin:end]), label, begin, end), close

    def _reference(self, opener: _Opener, position: int) -> tuple[Found, int] | None:
        if not self.references:
            return None
        start, end, close = opener.start, position, position + 1
        match = _LABEL.match(self.content, position + 1)
        if match:
            close = match.end()
            if match[1]:
                start, end = match.span(1)
        if end - start > _MAX_LABEL:
            return None
        reference = self.references.get(normalizeReference(self.content[start:end]))
        if reference is None:
            return None
        kind: LinkKind = "image_reference" if opener.image else "reference"
        label = self.content[opener.start : position]
        return Found(kind, reference["href"], label, start, end), close


def read_tag(content: str, start: int, end: int) -> tuple[list[Found], list[str]]:
    """The link of the tag at `content[start:end]` if it is an `<a>` or `<img>`, and the anchors that it sets."""
    tag = content[start:end]
    name = _TAG_NAME.match(tag)
    wanted = {"a": "href", "img": "src"}.get(name[1].lower() if name else "", "")
    found: list[Found] = []
    anchors: list[str] = []
    for match in _ATTRIBUTE.finditer(tag):
        attribute = match[1].lower()
        value_start, value_end = match.span(match.lastindex or 0)
        value = unescapeAll(tag[value_start:value_end])
        if attribute == wanted and not found:
            closing = content.find("</", end, end + _MAX_LABEL) if wanted == "href" else -1
            label = content[end:closing] if closing >= 0 else ""
            kind: LinkKind = "html" if wanted == "href" else "html_image"
            found.append(Found(kind, value, label, start + value_start, start + value_end))
        elif value and (attribute == "id" or (attribute == "name" and wanted == "href")):
            anchors.append(value)
    return found, anchors
