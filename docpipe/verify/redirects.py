"""Old addresses: each document on a page has one, which leads each of its old anchors to where its text stands."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from docpipe.verify.evidence import Evidence
from docpipe.verify.links import Moves, anchors, resolve
from docpipe.verify.problem import Problem
from docpipe.verify.sources import Text

_INDEXES = ("readme", "index", "_index")


class _Links(HTMLParser):
    """The links of a redirect page: (source document, old anchor) -> address."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[tuple[str, str], str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "data-from" in given:
            self.found[given.get("data-source", ""), given["data-from"]] = given.get("href", "")


def check(found: Evidence, moves: Moves) -> Iterator[Problem]:
    """Every old path and every old anchor of what stands on pages now leads to its new place."""
    known = {path: anchors(page) for path, page in found.pages.items()}
    placed = {row.source.path for row in found.ledger.rows if row.action in ("kept", "merged", "noted")}
    for path in sorted(placed & found.sources.keys()):
        addresses = _old_addresses(path)
        links = {address: _links(found.files[address]) for address in addresses if address in found.files}
        own = [address for address in links if (path, "") in links[address]]
        if own:
            for anchor in _old_anchors(found.sources[path]):
                target = links[own[0]].get((path, anchor))
                what = _wrong(own[0], target, (path, anchor), moves, known)
                if what:
                    yield Problem(own[0], f"{path}#{anchor}: {what}")
        elif not any(_page_of(address) in known for address in addresses):  # else a page stands there itself
            yield Problem(path, "has no redirect at its old address")


def _links(redirect: Path) -> Mapping[tuple[str, str], str]:
    reader = _Links()
    reader.feed(redirect.read_text("utf-8", "replace"))
    return reader.found


def _wrong(
    redirect: str, target: str | None, old: tuple[str, str], moves: Moves, known: Mapping[str, frozenset[str]]
) -> str | None:
    """What is wrong with where the page `redirect` sends the reader of an old address (path, anchor)."""
    if target is None:
        return "it does not say where that went"
    there, name = resolve(redirect, target)
    page = _page_of(there)
    if page not in known or (name and name not in known[page]):
        return f"it sends there to {target}, which does not exist"
    if page not in moves.expected(*old):
        return f"it sends there to {target}, where it does not stand"
    return None


def _page_of(address: str) -> str:
    return posixpath.splitext(address)[0] + ".md"


def _old_addresses(path: str) -> list[str]:
    """The files of the site that may answer for `path`: as a host served it, and as a site of `docs/` did."""
    found = []
    for shown in dict.fromkeys((path, path.removeprefix("docs/"))):
        stem = posixpath.splitext(shown)[0]
        folder, name = posixpath.split(stem)
        found.append("docs/" + posixpath.join(folder if name.lower() in _INDEXES else stem, "index.html"))
    return found


def _old_anchors(document: Text) -> list[str]:
    headings = [section.heading for section in document.document.sections if section.heading]
    named = [anchor for heading in headings for anchor in (heading.explicit, heading.github, heading.markdown)]
    return list(dict.fromkeys(["", *(anchor for anchor in named if anchor)]))
