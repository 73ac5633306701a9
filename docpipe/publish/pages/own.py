"""Words of docpipe's own -> Markdown that cannot be read as anything else: escaped text, tables, links, regions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from docpipe.model import Page
from docpipe.publish.pages.markup import element
from docpipe.text.living import OWN

_SPECIAL = frozenset("\\`*_[]#|{}!")


def escape(text: str) -> str:
    """Text on one line, of which no Markdown or HTML is made."""
    shown = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{character}" if character in _SPECIAL else character for character in shown)


def code(text: str) -> str:
    """Text as code on one line, for a table's cell too."""
    shown = " ".join(text.split()).replace("|", "¦").replace("`", "'")
    return f"`{shown}`" if shown else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table; the cells are Markdown."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return lines + [f"| {' | '.join(cell or '–' for cell in row)} |" for row in rows]


def link(page: str, text: str, target: str, anchor: str = "") -> str:
    """A link from the page at `page` to the one at `target`, both below `docs/`."""
    address = quote(posixpath.relpath(target, posixpath.dirname(page) or "."))
    return f"[{escape(text)}]({address}{'#' + anchor if anchor else ''})"


GROUP, GROUP_END = '<div class="docpipe-group">', "</div>"


def filters(fields: Sequence[str], orders: Sequence[str], what: str) -> str:
    """Where `docpipe.js` sets the filters of a page: by `data-FIELD` of its items, in the order of `data-ORDER` too."""
    return element("div", data_filter=" ".join(fields), data_order=" ".join(orders), data_what=what)


def page(path: str, title: str, lines: Iterable[str]) -> Page:
    """A page that is docpipe's own from its first line to its last."""
    body = "\n".join([OWN, "", f"# {escape(title)}", "", *lines])
    return Page(path, title, body.rstrip() + "\n\n<!-- docpipe:end -->\n")
