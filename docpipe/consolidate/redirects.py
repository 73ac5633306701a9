"""Where each document and each of its anchors stands now -> redirects from the old addresses."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from docpipe.consolidate.links import Place
from docpipe.model import Document, Moved, Redirect, Tree

_INDEXES = ("readme", "index", "_index")
_MKDOCS = ("mkdocs.yml", "mkdocs.yaml")


def redirects(
    documents: Iterable[Document],
    places: Mapping[str, Place],
    anchors: Mapping[tuple[str, str], Place],
    tree: Tree,
    pages: Iterable[str],
) -> tuple[Redirect, ...]:
    """One redirect for every document on a page, in path order; two of one old address share the file."""
    standing = {posixpath.splitext(page)[0] + ".html" for page in pages}
    strip = any(name in tree.files for name in _MKDOCS)
    found = []
    for document in documents:
        if document.path in places:
            path = old_address(document.path, strip=strip)
            moved = _moved(document, places[document.path], anchors)
            found.append(Redirect(document.path, None if path in standing else path, moved))
    return tuple(found)


def old_address(path: str, *, strip: bool) -> str:
    """The file below the site's root that answers where a site generator served the document.

    `docs/a.md` is served at `/docs/a/`; where the repository has an `mkdocs.yml` (`strip`), at `/a/`.
    """
    stem = posixpath.splitext(path.removeprefix("docs/") if strip else path)[0]
    folder, name = posixpath.split(stem)
    return posixpath.join(folder if name.lower() in _INDEXES else stem, "index.html")


def _moved(document: Document, place: Place, anchors: Mapping[tuple[str, str], Place]) -> tuple[Moved, ...]:
    moved = {"": Moved("", place.page, place.anchor)}
    for section in document.sections:
        if not section.heading:
            continue
        for anchor in (section.heading.explicit, section.heading.github, section.heading.markdown):
            new = anchors.get((document.path, (anchor or "").casefold()))
            if anchor and new:
                moved.setdefault(anchor, Moved(anchor, new.page, new.anchor))
    return tuple(moved.values())
