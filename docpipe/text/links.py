"""A link target as written in a document -> the file or folder of the tree and the anchor that it names.

Knows GitHub's relative links and the addresses that site generators give to pages. Reads no disk and asks no host.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Literal
from urllib.parse import unquote

SOURCE_ENDINGS = (".md", ".mdx", ".markdown")
INDEX_NAMES = ("index", "_index", "README", "readme", "Readme")

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{")
# What a forge serves beside the files, so that `../../issues` leaves the tree on purpose.
_FORGE_PAGES = re.compile(
    r"actions|blob|branches|commits?|compare|contributors|discussions|edit|graphs|issues|labels|merge_requests"
    r"|milestones|new|packages|projects|pulls?|raw|releases|search|security|stargazers|tags|tree|wiki"
)
_CODE_LINES = re.compile(r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|:~:text=.*|lines?-\d+(?:-\d+)?", re.IGNORECASE)
_VARIATION = re.compile("[\ufe0e\ufe0f\u200d]")  # invisible parts of emoji, which hosts keep or drop in an anchor


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a target names.

    `kind` is "external" where it names nothing in the tree (a URL, a template, a page of the forge); `path` is then
    the target itself. Else `path` is relative to the root ("" is the root), of a missing file the one it would have.
    `anchor` is decoded, without `#`; `anchor_exists` is False only where the file is a document that lacks it.
    """

    kind: Literal["external", "file", "folder", "missing"]
    path: str
    anchor: str | None = None
    anchor_exists: bool = True

    @property
    def exists(self) -> bool:
        """Whether a reader who follows the target arrives. Nobody asks of what is external: it does."""
        return self.kind != "missing" and self.anchor_exists


@dataclass(frozen=True, slots=True)
class Site:
    """How a site's addresses map to the tree: what a link may name beyond a file's own path.

    `roots` are the folders that `/x` may begin at, the repository's root first. `addresses` maps an address without
    its outer slashes to the file behind it (front matter's aliases, slugs and ids). `bases` maps the beginning of a
    URL of the project's own, without its scheme and with its slash, to the folder that it shows; the longest first.
    `shelves` maps the name of a folder of images to the folders that hold one whose files all documents below name as
    if it lay beside them.
    """

    roots: tuple[str, ...] = ("",)
    addresses: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    shelves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Resolver:
    """Resolves targets against one tree. Build it once a run; `resolve` costs a few set look-ups."""

    def __init__(
        self,
        files: Iterable[str],
        folders: Iterable[str],
        anchors: Mapping[str, frozenset[str]],
        site: Site | None = None,
    ) -> None:
        """`anchors` holds every anchor of each document; a file that is not in it may have any."""
        self.files = frozenset(files)
        self.folders = frozenset(folders) | {""}
        self.site = site or Site()
        self._anchors = anchors
        self._folded: dict[str, frozenset[str]] = {}

    def resolve(self, document: str, target: str) -> Resolved:
        """What `target`, as written in the document of that path, names."""
        written = target.strip()
        own = self.own_address(written)
        if own is not None and self.lookup(own.partition("#")[0].partition("?")[0].strip("/")):
            written = "/" + own
        elif _SCHEME.match(written) or written.startswith("//") or _TEMPLATE.search(written):
            return Resolved("external", target)
        address, _, fragment = written.partition("#")
        address, asked, _ = address.partition("?")
        if asked and not address.strip("/") and address:
            return Resolved("external", target)  # a question to whatever application is served at the root
        anchor = unquote(fragment) or None
        if not address:
            return self._with_anchor("file", document, anchor)
        decoded = unescape(unquote(address))
        first: Resolved | None = None
        for form in (address,) if decoded == address else (address, decoded):
            for candidate in self._candidates(document, form):
                if found := self.lookup(candidate):
                    whole = self._with_anchor(found.kind, found.path, anchor)
                    if whole.exists:
                        return whole
                    first = first or whole  # a page served elsewhere may hold the anchor: `./#here` of `page/`
        return first or self._missing(document, decoded, anchor)

    def lookup(self, path: str) -> Resolved | None:
        """The file or folder at `path`, or the page that a site generator serves there."""
        name = path.rstrip("/")
        if "//" in name:
            name = re.sub(r"/{2,}", "/", name)  # hosts and servers read several slashes as one
        if name in self.files:
            return Resolved("file", name)
        stem = name.removesuffix(".html").removesuffix(".htm")
        for ending in SOURCE_ENDINGS:
            if stem + ending in self.files:
                return Resolved("file", stem + ending)
        if name in self.folders:
            return Resolved("folder", name)
        if address := self.site.addresses.get(name.lower()) or self._in_lower_case(name):
            return Resolved("file", address)
        return None

    @cached_property
    def _lowered(self) -> Mapping[str, str]:
        """The pages whose paths have capitals, by their paths in lower case, without their endings."""
        pages = ((*posixpath.splitext(path), path) for path in sorted(self.files))
        return {page.lower(): path for page, ending, path in pages if ending in SOURCE_ENDINGS and page != page.lower()}

    @cached_property
    def _by_content(self) -> bool:
        """Whether Docusaurus builds the site: a link to a file counts from the folder of all documents as well."""
        return any(posixpath.basename(path).startswith("docusaurus.config.") for path in self.files)

    def _in_lower_case(self, name: str) -> str | None:
        """The page whose address differs from its file's path by letter case: sites are served in lower case."""
        if "." in posixpath.basename(name) or name != name.lower():
            return None
        return self._lowered.get(name)

    def index_of(self, folder: str) -> str | None:
        """The document that stands for a folder, if it has one."""
        for name in INDEX_NAMES:
            for ending in SOURCE_ENDINGS:
                path = posixpath.join(folder, name + ending)
                if path in self.files:
                    return path
        return None

    def own_address(self, url: str) -> str | None:
        """A URL of the project's own as an address below the repository's root, whether something lies there or not."""
        if "://" not in url:
            return None
        bare = url.partition("://")[2]
        for base, folder in self.site.bases.items():
            if bare.startswith(base):
                return posixpath.join(folder, bare[len(base) :])
        return None

    def _candidates(self, document: str, address: str) -> Iterable[str]:
        """Paths that an address may mean, the likeliest first."""
        if address.startswith("@site/"):
            address = address[len("@site") :]
        if address.startswith("/"):
            for root in self.site.roots:
                yield _join(root, address.lstrip("/"))
            return
        folder, name = posixpath.split(document)
        yield _join(folder, address)
        stem, ending = posixpath.splitext(name)
        if not address.endswith(SOURCE_ENDINGS) and ending in SOURCE_ENDINGS and stem not in INDEX_NAMES:
            yield _join(posixpath.join(folder, stem), address)  # a page served at `stem/` counts from there
            if stem == posixpath.basename(folder):
                yield _join(posixpath.dirname(folder), address)  # the page of its folder is served as the folder
        for root in self.site.roots[1:]:
            if f"{folder}/".startswith(f"{root}/"):
                below = folder[len(root) :].lstrip("/")
                yield from (_join(other, posixpath.join(below, address)) for other in self.site.roots)
        if self._by_content and address.endswith(SOURCE_ENDINGS) and not address.startswith("."):
            while folder:  # Docusaurus looks for a file below the folder of all documents as well
                folder = posixpath.dirname(folder)
                yield _join(folder, address)
        first = address.partition("/")[0]
        for base in self.site.shelves.get(first, ()):
            if f"{folder}/".startswith(f"{base}/"):
                yield _join(base, address)

    def _with_anchor(
        self, kind: Literal["external", "file", "folder", "missing"], path: str, anchor: str | None
    ) -> Resolved:
        page = self.index_of(path) if kind == "folder" else path
        if anchor is None or not page or page not in self._anchors or _CODE_LINES.fullmatch(anchor):
            return Resolved(kind, path, anchor)
        known = self._folded.get(page)
        if known is None:
            known = self._folded[page] = frozenset(_fold_anchor(name) for name in self._anchors[page])
        folded = _fold_anchor(anchor)
        return Resolved(kind, path, anchor, folded in known or folded in ("", "top"))

    def _missing(self, document: str, address: str, anchor: str | None) -> Resolved:
        """Nothing is there: it is missing, unless it leaves the tree for a page of the forge."""
        if address.startswith("/"):
            return Resolved("missing", posixpath.normpath(address).lstrip("/"), anchor)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(document), address))
        if path.startswith("../"):
            steps = [step for step in path.split("/") if step != ".."]
            if steps and _FORGE_PAGES.fullmatch(steps[0]):
                return Resolved("external", address)
        return Resolved("missing", path, anchor)


def _join(folder: str, address: str) -> str:
    """The path of `address` seen from `folder`; one that leaves the root keeps its `..` and so names nothing."""
    path = posixpath.normpath(posixpath.join(folder, address))
    return "" if path == "." else path


def _fold_anchor(anchor: str) -> str:
    """An anchor as hosts compare it: letter case and invisible parts of emoji do not count."""
    return _VARIATION.sub("", anchor.removeprefix("user-content-")).casefold()
