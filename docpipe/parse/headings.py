"""Block tokens -> headings with their anchors as hosts make them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markdown_it.token import Token

from docpipe.model import Heading
from docpipe.parse.engine import Blocks
from docpipe.parse.inline import read_tag
from docpipe.text.plain import plain, without_line_tags
from docpipe.text.slugs import GithubAnchors, MarkdownAnchors, github_slug, markdown_slug

_ATTRIBUTES = re.compile(r"\{:?[ \t]*#([^\s{}#.]+)[^{}]*\}")
# One that is not closed before the next one begins ends with its line.
_HTML_HEADING = re.compile(
    r"<h([1-6])(?:\s[^<>]*)?>(?:((?:(?!<h[1-6][\s>]).)*?)</h\1\s*>|([^\n]*))", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Written:
    line: int  # 0-based, of the block
    level: int
    content: str
    explicit: str | None
    html: bool
    nested: bool  # in a list, a quote or a callout
    begins_section: bool


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings that begin sections by their first line (0-based), the title among all, and all anchors."""

    by_line: Mapping[int, Heading]
    title: str | None
    anchors: set[str]


def headings(parsed: Blocks) -> Headings:
    """The headings of a document.

    All have anchors, also those in lists, quotes, callouts and within HTML; only top-level ones begin sections. The
    title is the first heading of level 1 outside of lists, quotes and callouts, else the first of any level.
    """
    written = list(_written(parsed.tokens))
    github, markdown = GithubAnchors(), MarkdownAnchors()
    for item in written:
        if item.explicit:
            markdown.take(item.explicit)
    by_line: dict[int, Heading] = {}
    anchors: set[str] = set()
    titles: list[Heading] = []
    for item in written:
        heading = _heading(item, github, markdown)
        anchors.update((heading.github, heading.explicit or (heading.github if item.html else heading.markdown)))
        if "![" in item.content:
            anchors.add(github_slug(heading.text))  # Docusaurus counts the words of pictures in, GitHub does not
        if heading.text and not item.nested:
            titles.append(heading)
        if item.begins_section:
            by_line[item.line] = heading
    first = next((heading for heading in titles if heading.level == 1), titles[0] if titles else None)
    return Headings(by_line, first.text if first else None, anchors - {""})


def _written(tokens: Iterable[Token]) -> Iterator[_Written]:
    for token in tokens:
        if token.type == "heading":
            yield _markdown_heading(token)
        elif token.type == "html_block":
            yield from _html_headings(token)


def _markdown_heading(token: Token) -> _Written:
    content, explicit = token.content, None
    if content.endswith("}"):
        brace = max(content.rfind("{"), 0)
        if attributes := _ATTRIBUTES.fullmatch(content, brace):
            content, explicit = content[:brace].rstrip(), attributes[1]
    line, nested = (token.map or [0])[0], token.level > 0
    return _Written(line, int(token.tag[1]), content, explicit, False, nested, not nested)


def _html_headings(token: Token) -> Iterator[_Written]:
    begin = len(token.content) - len(token.content.lstrip())
    line, nested = (token.map or [0])[0], token.level > 0
    for match in _HTML_HEADING.finditer(token.content):
        inside = match[3] if match[2] is None else match[2]
        _, anchors = read_tag(token.content, match.start(), match.end() if match[2] is None else match.start(2))
        explicit = anchors[0] if anchors else None
        begins_section = not nested and match.start() == begin
        yield _Written(line, int(match[1]), inside.strip(), explicit, True, nested, begins_section)


def _heading(written: _Written, github: GithubAnchors, markdown: MarkdownAnchors) -> Heading:
    """`written` with its anchors; Python-Markdown takes an explicit one as it is, and gives raw HTML none."""
    content = written.content.strip()
    text = shown = plain(content)
    if "<" in content or "![" in content:
        shown = plain(without_line_tags(content), images=False)
    anchor = written.explicit or (markdown_slug(shown) if written.html else markdown.next(shown))
    return Heading(" ".join(text.split()), written.level, github.next(shown), anchor, written.explicit)
