"""Links and images, and addresses in front matter -> those whose file, folder or anchor is not there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from rapidfuzz.distance import OSA

from docpipe.model import Document, Link
from docpipe.references import names
from docpipe.references.dead import Dead
from docpipe.text.links import SOURCE_ENDINGS, Resolver

# A heading whose text a template or a component writes: nobody can know its anchor.
_WRITTEN = re.compile(
    r"#.*(?:\{\{|\{%|<[A-Z]|\$\{|\{[a-z]\w*[.(=])|\s*(?:--8<--|:::\{include|:::\s+[\w.]+\s*$|<[A-Z]\w+[\s/>]|!\[\[)"
    r"|.*\{[{%][<%#]?\s*(?:\w*include\w*|import|shared|read\w*|embed|partial|render|snippet|duplicate\w*|for|content)\b"
)
_MADE_PAGES = frozenset({"tags", "tag", "categories", "category", "authors", "api", "search", "rss", "feed", "page"})
_SPELT = 5  # letters that a step must have before two of them may be wrong
_AROUND = 160  # characters of a line on either side that say what a link means
_SIGNS = frozenset("#<:-! ")
_ADDRESS = re.compile(r"\s*(?:-\s+|[\w-]+:\s+)[\"']?(/[^\s,\"']+/?)")
_OWN_ADDRESSES = frozenset(
    {"aliases", "slug", "permalink", "url", "redirect_from", "redirects", "path", "image", "source"}
)


def find(document: Document, resolver: Resolver, pages: OpenEnded, shelves: Shelves) -> Iterator[Dead]:
    """The dead links of one document; of some `pages` nobody can know the anchors."""
    judge = _Judge(document, resolver, pages, shelves)
    for section in document.sections:
        for link in section.links:
            target = link.target
            if link.kind.endswith("reference"):
                target = document.definitions.get(target, target)
            what = "image" if "image" in link.kind else "link"
            if _is_address(target, link) and (dead := judge.judge(target, link.line, what)):
                yield replace(dead, hint=link.text, around=_around(document.source.text, link))
    for line, target in _front_matter(document):
        if dead := judge.judge(target, line, "address"):
            yield dead


def _around(text: str, link: Link) -> str:
    """The line of a link, its words included, its address left out."""
    before = text[text.rfind("\n", 0, link.start) + 1 : link.start]
    after = text[link.end :].partition("\n")[0]
    return f"{before[-_AROUND:]} {after[:_AROUND]}"


class OpenEnded:
    """The documents of which a template, a component or another file writes headings; asked when a link needs it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Nothing is read yet."""
        self._documents = {document.path: document for document in documents}
        self._known: dict[str, bool] = {}

    def anchors(self, path: str) -> tuple[str, ...]:
        """The anchors of a document's headings."""
        document = self._documents.get(path)
        headings = (section.heading for section in document.sections) if document else ()
        return tuple(dict.fromkeys(heading.explicit or heading.github for heading in headings if heading))

    def __contains__(self, path: str | None) -> bool:
        """Whether the document of that path is one."""
        document = self._documents.get(path or "")
        if document is None:
            return False
        if document.path not in self._known:
            self._known[document.path] = _is_open_ended(document)
        return self._known[document.path]


def _is_open_ended(document: Document) -> bool:
    data = document.front_matter.data if document.front_matter else {}
    if isinstance(data.get("source"), str) or not any(section.heading for section in document.sections):
        return True
    return any(
        _WRITTEN.match(line[:400]) for line in document.source.text.split("\n") if line[:1] in _SIGNS or "{" in line
    )


class Shelves:
    """The first steps that addresses of the site begin with, for those that are misspelt."""

    def __init__(self, resolver: Resolver) -> None:
        """Nothing is gathered before the first address that leads nowhere."""
        self._resolver = resolver

    @cached_property
    def _first(self) -> dict[str, tuple[str, ...]]:
        """By root, the names of the folders there."""
        return {
            root: tuple(
                sorted(path.rpartition("/")[2] for path in self._resolver.folders if posixpath.dirname(path) == root)
            )
            for root in self._resolver.site.roots
        }

    def respelt(self, path: str) -> str | None:
        """The file or folder that an address names if one letter or two of its first step are wrong."""
        first, slash, rest = path.partition("/")
        if not slash or len(first) < _SPELT:
            return None
        for root, names_there in self._first.items():
            for name in names_there:
                if OSA.distance(first, name, score_cutoff=2) <= 2 and (
                    found := self._resolver.lookup(posixpath.join(root, name, rest))
                ):
                    return found.path
        return None


class _Judge:
    def __init__(self, document: Document, resolver: Resolver, pages: OpenEnded, shelves: Shelves) -> None:
        self._shelves = shelves
        self._path = document.path
        self._resolver = resolver
        self._open_ended = pages

    def judge(self, target: str, line: int, what: str) -> Dead | None:
        """The target as dead, or None if it leads somewhere or nobody can know."""
        found = self._resolver.resolve(self._path, target)
        own = self._resolver.own_address(target) if found.kind == "external" else None
        if own is not None:
            address, _, anchor = own.partition("#")
            path = address.partition("?")[0].strip("/")
            known = "/" in path and self._section_is_known(path, ("",))
            return (
                Dead(line, target, "link", (path,), f"the {what} leads to no page of the project", anchor)
                if known
                else None
            )
        if found.exists:
            return None
        if found.kind == "missing":
            if target.startswith("/") and not self._section_is_known(found.path, self._resolver.site.roots, target):
                meant = self._shelves.respelt(found.path)
                return Dead(line, target, "link", (meant,), f"the {what} leads to no file") if meant else None
            roots = self._resolver.site.roots if target.startswith("/") else ()
            wanted = (found.path, *(f"{root}/{found.path}" for root in roots if root))
            return Dead(line, target, "link", wanted, f"the {what} leads to no file", found.anchor)
        if (
            target.startswith("/#")
            or found.path in self._open_ended
            or self._resolver.index_of(found.path) in self._open_ended
        ):
            return None
        reason = f"{found.path} has no heading #{found.anchor}"
        page = found.path if found.path in self._resolver.files else self._resolver.index_of(found.path) or found.path
        return Dead(line, target, "anchor", (page,), reason, found.anchor, self._open_ended.anchors(page))

    def _section_is_known(self, path: str, roots: tuple[str, ...], target: str = "") -> bool:
        """Whether an address from the site's root can be judged: the tree has that part of the site."""
        steps = path.split("/")
        if len(steps) == 1:
            return names.is_file_name(steps[0]) and target == "/" + steps[0]
        if not _MADE_PAGES.isdisjoint(steps):
            return False
        below = "/".join(steps[: min(2, len(steps) - 1)])
        return any(f"{root}/{below}".strip("/") in self._resolver.folders for root in roots)


def _front_matter(document: Document) -> Iterator[tuple[int, str]]:
    """Addresses of other pages that front matter names, by line; not those that the page itself is to have."""
    if document.front_matter is None or document.front_matter.format != "yaml":
        return
    block = document.front_matter.block
    key = ""
    lines = document.source.text.split("\n", block.end_line)[block.start_line : block.end_line - 1]
    for number, text in enumerate(lines, block.start_line + 1):
        if text[:1].isalpha():
            key = text.partition(":")[0].strip()
        match = _ADDRESS.match(text)
        if match and key not in _OWN_ADDRESSES and "//" not in match[1]:
            yield number, match[1]


def _is_address(target: str, link: Link) -> bool:
    """Whether the target is meant to be followed in the repository: no placeholder, no sentence, no host."""
    if "://" in target:
        return True
    address = target.partition("#")[0].partition("?")[0].strip()
    steps = [step for step in address.strip("/").split("/") if step not in ("", ".", "..")]
    if not steps:
        return True
    odd = any(mark in address for mark in "*{}<>$|\\`\n ") and not address.endswith(SOURCE_ENDINGS)
    if odd or "..." in address:
        return False
    if "." not in steps[-1] and link.kind == "autolink":
        return False
    return not names.is_placeholder(steps) and not names.is_domain(steps[0])
