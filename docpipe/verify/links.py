"""Links of the pages: each arrives, and each that was copied leads to where its source's target went."""

from __future__ import annotations

import filecmp
import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from docpipe.model import Section
from docpipe.text.plain import plain, without_line_tags
from docpipe.verify.addresses import Addresses
from docpipe.verify.evidence import Evidence
from docpipe.verify.ledger import Place
from docpipe.verify.problem import Problem
from docpipe.verify.shown import Shown
from docpipe.verify.sources import Text

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_FOLLOWED = re.compile(r"https?:|mailto:|ftp:|tel:|//", re.IGNORECASE)
_BARRED = re.compile(r"(?:javascript|vbscript|data|file):", re.IGNORECASE)  # a browser would act on it
_COUNTED = re.compile(r"(.*)_([0-9]+)")
_DROPPED = re.compile(r"[^\w\- ]")
_ID = re.compile(r"""\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""")


def anchors(page: Text) -> frozenset[str]:
    """Every anchor that the built page has: its headings', numbered as Python-Markdown does, and those set by hand."""
    found = {name for line in page.lines if "<" in line for name in _ID.findall(line)}
    for section in page.document.sections:
        if section.heading:
            line = page.lines[section.start_line - 1]
            if "<" in line:  # an element in a heading is set aside before its anchor is made of what remains
                found |= {f"_{count}" for count in range(1, 10)}
            slug = section.heading.explicit or _slug(_shown(section, line))
            counted = _COUNTED.fullmatch(slug)
            base, number = (counted[1], int(counted[2])) if counted else (slug, 0)
            while slug in found or not slug:
                number += 1
                slug = f"{base}_{number}"
            found.add(slug)
    return frozenset(found)


def _shown(section: Section, line: str) -> str:
    """The words of a heading of which its anchor is made: none that only stand for a picture, and tags part none."""
    words = section.heading.text if section.heading else ""
    bare = without_line_tags(line).replace("][", "]\\[")  # a page has no links by reference
    if bare != line:
        words = plain(bare.lstrip("#"))
    for link in section.links:
        if link.line == section.start_line and link.kind in ("image", "image_reference"):
            words = words.replace(link.text, "", 1)
    return words


def _slug(heading: str) -> str:
    """The anchor that the site's slug function makes (pymdownx.slugs, lower case)."""
    text = _without_tags(" ".join(unicodedata.normalize("NFC", heading).split()))
    return _DROPPED.sub("", text.strip().lower()).replace(" ", "-")


def _without_tags(text: str) -> str:
    """`text` without what looks like a tag once the heading is HTML, escaped or not."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<", at)) >= 0 and (end := text.find(">", start)) >= 0:
        kept.append(text[at:start])
        at = end + 1
    return "".join(kept) + text[at:]


def check_arrivals(found: Evidence) -> Iterator[Problem]:
    """Every internal link and image of every page names a file that exists and an anchor that it has."""
    known = {path: anchors(page) for path, page in found.pages.items()}
    for path, page in found.pages.items():
        for section in page.document.sections:
            for link in section.links:
                target = page.document.definitions.get(link.target, link.target)
                if _BARRED.match(target):
                    yield Problem(f"{path}:{link.line}", f"the link {target[:40]} must not stand on a page")
                if _SCHEME.match(target) or not target:
                    copied = any(place.start <= link.line <= place.end for place in found.copied.get(path, ()))
                    if target and not copied and not _is_source(target, found.root):
                        yield Problem(
                            f"{path}:{link.line}", f"docpipe's own link {target} is to no file of the sources"
                        )
                    continue
                there, anchor = resolve(path, target)
                if there.endswith(".html") and there not in found.files:
                    there = there.removesuffix(".html") + ".md"  # how HTML names a page
                if there not in found.files:
                    yield Problem(f"{path}:{link.line}", f"the link {target} leads nowhere")
                elif anchor and there in known and anchor not in known[there]:
                    yield Problem(f"{path}:{link.line}", f"the link {target} names an anchor that {there} lacks")


def _is_source(url: str, root: Path) -> bool:
    """Whether a code host shows a file of the tree there, as it is at the head."""
    path = unquote(url.partition("/HEAD/")[2].partition("#")[0])
    return bool(path) and ".." not in path.split("/") and (root / path).is_file()


def resolve(path: str, target: str) -> tuple[str, str]:
    """The file and the anchor that `target` names in the file `path`; of a folder's address its index page."""
    where, _, anchor = target.partition("#")
    where = unquote(where.partition("?")[0])
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), where)) if where else path
    return there + ("/index.md" if where.endswith("/") else ""), unquote(anchor)


class Moves:
    """Where every source line went: what a copied link to a source document has to follow."""

    def __init__(self, found: Evidence) -> None:
        """Index the ledger's rows of what stands on pages by their documents."""
        self.found = found
        self._addresses = Addresses(found.sources)
        self._pages: defaultdict[str, set[str]] = defaultdict(set)
        self._by_line: dict[tuple[str, int], set[str]] = {}
        for row in found.ledger.rows:
            if row.action in ("kept", "merged", "noted", "dropped"):
                pages = {destination.path for destination in row.destinations}
                self._pages[row.source.path] |= pages
                self._by_line[row.source.path, row.source.start] = pages

    def check(self, place: Place, before: Shown, after: Shown, page: str) -> str | None:
        """Return what is wrong with the targets of `after`, the copy on `page` of a block that showed `before`."""
        standing = after.targets
        matched = {0}  # how many of `standing` the targets so far may account for, in order
        for target in before.targets:
            here = {n + 1 for n in matched if n < len(standing) and self._agrees(place.path, target, standing[n], page)}
            if target in before.linked_images or not self._must_stand(place.path, target):
                here |= matched
            if not here:
                return f"the link to {target} was lost or changed"
            matched = here
        last = max(matched)
        return f"the link to {standing[last]} is in no source" if len(standing) not in matched else None

    def _must_stand(self, path: str, target: str) -> bool:
        """Whether a link of the document `path` has somewhere to lead: to a host, or to what stands on a page."""
        return bool(_FOLLOWED.match(target) or self._pages.get(resolve(path, target)[0]))

    def _agrees(self, path: str, before: str, after: str, page: str) -> bool:
        if before == after or (before.startswith("//") and after == "https:" + before):
            return True
        if _SCHEME.match(before):  # the address at which a host shows a file of this very repository
            return not _SCHEME.match(after) and self._is_shown_at(before, resolve(page, after)[0])
        there, anchor = resolve(path, before)
        if _SCHEME.match(after):
            return unquote(after).partition("#")[0].endswith(there) and (self.found.root / there).exists()
        here, _ = resolve(page, after)
        named = [there] if there in self.found.sources else self._addresses.named(path, before)
        if named:
            return here.startswith("docs/archive/") or any(here in self.expected(path, anchor) for path in named)
        copied = here.removeprefix("docs/assets/")
        tail = unquote(before).partition("#")[0].partition("?")[0].lstrip("./")
        return f"/{copied}".endswith(f"/{tail}") and self._is_copy(copied, here)

    def _is_shown_at(self, url: str, here: str) -> bool:
        """Whether `here` is the copy of a file whose path the URL ends in, or the page of such a document."""
        parts = unquote(url).partition("#")[0].split("/")
        for start in range(3, len(parts)):
            path = "/".join(parts[start:])
            if path in self.found.sources:
                return here in self.expected(path, "") or here.startswith("docs/archive/")
            if (self.found.root / path).is_file():
                return self._is_copy(path, here)
        return False

    def expected(self, path: str, anchor: str) -> set[str]:
        """The pages on which the section that `anchor` names stands; every page of the document without one."""
        for section in self.found.sources[path].document.sections if anchor else ():
            heading = section.heading
            if heading and anchor in (heading.github, heading.markdown, heading.explicit):
                pages = [self._by_line.get((path, block.start_line), set()) for block in section.blocks]
                return set().union(*pages) or self._pages[path]
        return self._pages[path]

    def _is_copy(self, path: str, here: str) -> bool:
        """Whether the site's file `here` is the source tree's `path`, byte for byte. Opens nothing outside the root."""
        source, copy = self.found.root / path, self.found.files.get(here)
        try:
            inside = source.resolve().is_relative_to(self.found.root.resolve())
            return copy is not None and inside and source.is_file() and filecmp.cmp(source, copy, shallow=False)
        except (OSError, ValueError, RuntimeError):  # not to be read, no possible name, links in a circle
            return False
