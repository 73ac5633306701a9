"""Heading text -> the anchor that a host makes of it; duplicates numbered as that host numbers them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ASCII_DROPPED = re.compile(r"[^a-z0-9_\- ]")
_NOT_WORD = re.compile(r"[^\w\s-]")
_SEPARATORS = re.compile(r"[-\s]+")
_COUNTED = re.compile(r"(.*)_([0-9]+)")


def github_slug(text: str) -> str:
    """The anchor GitHub (and Docusaurus) makes of a heading's text, before duplicates are numbered.

    Lower case; letters, marks, decimal digits, connecting punctuation, `-` and blanks stay; each blank becomes `-`
    (html-pipeline's table of contents filter, github-slugger).
    """
    text = text.lower()
    if text.isascii():
        return _ASCII_DROPPED.sub("", text).replace(" ", "-")
    return "".join([character for character in text if _is_slug_character(character)]).replace(" ", "-")


@lru_cache(maxsize=4096)
def _is_slug_character(character: str) -> bool:
    category = unicodedata.category(character)
    return character in "- " or category[0] in "LM" or category in ("Nd", "Nl", "Pc")


def markdown_slug(text: str) -> str:
    """The anchor Python-Markdown's `toc` extension (and so MkDocs) makes of it, before duplicates are numbered.

    ASCII only after NFKD, lower case; runs of blanks and `-` become one `-` (markdown.extensions.toc.slugify).
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _SEPARATORS.sub("-", _NOT_WORD.sub("", text).strip().lower())


class GithubAnchors:
    """Anchors of one document, in order: a repeated one gets `-1`, `-2`, … as github-slugger numbers them."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def next(self, text: str) -> str:
        """The anchor of the next heading."""
        slug = github_slug(text)
        seen = self._seen
        anchor = slug
        while anchor in seen:
            seen[slug] += 1
            anchor = f"{slug}-{seen[slug]}"
        seen[anchor] = 0
        return anchor


class MarkdownAnchors:
    """Anchors of one document, in order: a repeated one gets `_1`, `_2`, … (markdown.extensions.toc.unique)."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._highest: dict[str, int] = {}

    def next(self, text: str) -> str:
        """The anchor of the next heading."""
        slug = markdown_slug(text)
        if slug and slug not in self._seen:
            self._seen.add(slug)
            return slug
        return self._numbered(slug)

    def take(self, anchor: str) -> None:
        """Keep an explicit anchor from being given to a heading."""
        self._seen.add(anchor)

    def _numbered(self, slug: str) -> str:
        counted = _COUNTED.fullmatch(slug)
        base, count = (counted[1], int(counted[2])) if counted else (slug, 0)
        highest = self._highest.get(base, 0)  # 1 to `highest` are all taken: a million equal headings stay linear
        start = number = max(count, highest) + 1
        while f"{base}_{number}" in self._seen:
            number += 1
        if start == highest + 1:
            self._highest[base] = number
        anchor = f"{base}_{number}"
        self._seen.add(anchor)
        return anchor
