"""Links of a source -> what becomes of them on a page, and the pictures that must come along."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from docpipe.consolidate import definitions
from docpipe.consolidate.copying.markers import LinkFate
from docpipe.consolidate.marks import code
from docpipe.consolidate.source import IMAGES, Piece, Source
from docpipe.model import Asset, Link
from docpipe.text.hosts import seen_at
from docpipe.text.links import Resolved, Resolver

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".svg")
ASSETS = "assets"
_SAFE = re.compile(r"(?:https?|mailto|tel|ftp):[^\s]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A heading of a page: the page's path below `docs/`, and the anchor there; "" is its top."""

    page: str
    anchor: str


@dataclass(slots=True)
class Linker:
    """Decides each link. `documents` maps a placed document to its place, `anchors` path and old anchor to the new."""

    resolver: Resolver
    documents: Mapping[str, Place]
    anchors: Mapping[tuple[str, str], Place]
    repo_url: str | None
    assets: dict[str, Asset] = field(default_factory=dict)

    def fates(self, piece: Piece, page: str) -> list[tuple[int, LinkFate]]:
        """What becomes of each link of a block on that page."""
        return [(offset, self._fate(piece.source, link, page)) for offset, link in piece.links]

    def named(self, path: str) -> str:
        """A source as an own line names it: a link where it can be seen."""
        return f"[{code(path)}]({seen_at(self.repo_url, path)})" if self.repo_url else code(path)

    def _fate(self, source: Source, link: Link, page: str) -> LinkFate:
        target, picture = self._target(source.path, link, page)
        return LinkFate(target, picture, link.end - link.start, definitions.title(source.document, link, source.titles))

    def _target(self, path: str, link: Link, page: str) -> tuple[str | None, bool]:
        """The new target, and whether it is a picture that the site holds."""
        if kept := _external(link.target):
            return kept, False  # an address of the project's own too: whoever wrote it meant that host
        found = self.resolver.resolve(path, link.target)
        image = link.kind in IMAGES
        if found.kind == "external":
            return _external(found.path), False
        if found.kind == "file" and found.path.lower().endswith(PICTURES):
            copied = f"{ASSETS}/{found.path}"
            self.assets[found.path] = Asset(found.path, f"docs/{copied}")
            return quote(_relative(page, copied)), image
        place = None if image else self._place(found)
        if place:
            return address(page, place, raw=link.kind == "html"), False
        return None if image else self._in_repository(found), False

    def _place(self, found: Resolved) -> Place | None:
        if found.kind == "missing":
            return None
        document = found.path
        if found.kind == "folder":
            document = self.resolver.index_of(found.path) or ""
        if document not in self.documents:
            return None
        return self.anchors.get((document, (found.anchor or "").casefold())) or self.documents[document]

    def _in_repository(self, found: Resolved) -> str | None:
        if found.kind == "missing" or not self.repo_url:
            return None
        return seen_at(self.repo_url, found.path, found.anchor or "", folder=found.kind != "file")


def _external(target: str) -> str | None:
    address = f"https:{target}" if target.startswith("//") else target
    return address if _SAFE.match(address) else None


def _relative(page: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page) or ".")


def address(page: str, place: Place, *, raw: bool = False) -> str:
    """How `page` names a place; raw HTML, which the site builder leaves alone, must name the built page."""
    anchor = f"#{place.anchor}" if place.anchor else ""
    if place.page == page and anchor:
        return anchor
    path = _relative(page, place.page)
    return (path.removesuffix(".md") + ".html" if raw else path) + anchor
