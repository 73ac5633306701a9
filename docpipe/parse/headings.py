"""Block tokens -> headings with their anchors, and every anchor that a link may name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docpipe.model import Heading
from docpipe.parse.engine import Blocks
from docpipe.text.plain import plain
from docpipe.text.slugs import GithubAnchors, MarkdownAnchors

_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*#([^\s{}#.]+)[^{}]*\}[ \t]*$")
_HTML_HEADING = re.compile(r"\s*<h([1-6])(\s[^<>]*)?>(.*?)(?:</h\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_IDENTIFIED = re.compile(
    r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'=<>`]+))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings that begin sections by their first line (0-based), and all anchors of the document."""

    by_line: Mapping[int, Heading]
    anchors: frozenset[str]


def headings(text: str, parsed: Blocks) -> Headings:
    """The headings of `text`. Those in lists, quotes and callouts have an anchor, and begin no section."""
    by_line: dict[int, Heading] = {}
    anchors: set[str] = set()
    github, markdown = GithubAnchors(), MarkdownAnchors()
    for token in parsed.tokens:
        if token.type == "heading":
            content, level = token.content, int(token.tag[1])
            attributes = _ATTRIBUTES.search(content) if content.endswith("}") else None
            explicit = attributes[1] if attributes else None
            shown = plain(content[: attributes.start()] if attributes else content)
        elif token.type == "html_block" and (match := _HTML_HEADING.match(token.content)):
            level, shown = int(match[1]), plain(match[3]).strip()
            identified = _IDENTIFIED.match(match.group().lstrip())
            explicit = next(filter(None, identified.groups()), None) if identified else None
        else:
            continue
        heading = Heading(" ".join(shown.split()), level, github.next(shown), markdown.next(shown), explicit)
        anchors.update(anchor for anchor in (heading.github, heading.markdown, explicit) if anchor)
        if not token.level and token.map:
            by_line[token.map[0]] = heading
    for match in _IDENTIFIED.finditer(text):
        anchors.update(filter(None, match.groups()))
    return Headings(by_line, frozenset(anchors))
