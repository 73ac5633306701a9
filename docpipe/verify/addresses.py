"""The addresses at which a site may have served each source document, and which documents a link's address names.

No generator's configuration is read: a site may begin at any folder, so an address that is no path from the document
itself names every document whose own address ends in it.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from docpipe.verify.sources import Text

_ENDINGS = (".md", ".mdx", ".markdown", ".html", ".htm")
_INDEXES = ("readme", "index", "_index")
_GIVEN = ("slug", "id", "permalink", "url", "aliases", "redirect_from")
_ORDER = re.compile(r"(?<=/)\d+[-_.](?=[^/\d])")  # a number that sorts files and is no part of the address


class Addresses:
    """Documents by their addresses: the file's path, with and without numbers, and those of its front matter."""

    def __init__(self, sources: Mapping[str, Text]) -> None:
        """Index the addresses by their last step."""
        self._sources = sources
        self._by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for path in sorted(sources):
            for address in dict.fromkeys(_addresses(path, sources[path])):
                self._by_name[posixpath.basename(address)].append((address, path))

    def named(self, path: str, target: str) -> list[str]:
        """The documents that `target` may name in the document `path`: those that hold its anchor, if any does."""
        address, _, anchor = target.partition("#")
        address = unquote(address.partition("?")[0])
        held = self._near(path, address) or self._ending_in(address)
        holding = [found for found in held if self.holds(found, unquote(anchor))] if anchor else []
        return holding or held

    def holds(self, path: str, anchor: str) -> bool:
        """Whether a heading of the document `path` has that anchor, on whichever host."""
        headings = (section.heading for section in self._sources[path].document.sections)
        return any(one and anchor in (one.github, one.markdown, one.explicit) for one in headings)

    def _near(self, path: str, address: str) -> list[str]:
        """Those at the address as seen from the document: from its folder, or from the page as served at `name/`."""
        if address.startswith("/"):
            return []
        folder = posixpath.dirname(path)
        served = [posixpath.join(folder, posixpath.splitext(posixpath.basename(path))[0])]
        if posixpath.basename(folder) == posixpath.basename(served[0]):
            served.append(posixpath.dirname(folder))  # the page that is named as its folder is served as the folder
        paths = (posixpath.normpath(posixpath.join(base, address)) for base in (folder, *served))
        asked = {_plain(posixpath.normpath("/" + one)) for one in paths if not one.startswith("..")}
        names = {posixpath.basename(one) for one in asked}
        return sorted({found for name in names for one, found in self._by_name.get(name, ()) if one in asked})

    def _ending_in(self, address: str) -> list[str]:
        """Those whose address ends in this one, from whichever folder the site begins at."""
        steps = [step for step in address.split("/") if step not in ("", ".", "..")]
        asked = _plain("/" + "/".join(steps))
        held = self._by_name.get(posixpath.basename(asked), ()) if steps else ()
        return sorted({path for one, path in held if one.endswith(asked)})


def _addresses(path: str, text: Text) -> Iterator[str]:
    """Where a document may have been served, each with a slash before it."""
    own = _plain("/" + path)
    yield own
    yield _ORDER.sub("", own)
    data = text.document.front_matter.data if text.document.front_matter else {}
    for key in _GIVEN:
        value = data.get(key)
        for given in value if isinstance(value, list) else [value]:
            if isinstance(given, str) and given.strip("/"):
                for folder in {posixpath.dirname(path), ""} if given.startswith("/") else {posixpath.dirname(path)}:
                    yield _plain(posixpath.normpath(f"/{folder}/{given}").replace("//", "/"))


def _plain(address: str) -> str:
    """An address as it is compared: without the ending of a file, the name of an index, letter case."""
    address = address.rstrip("/").lower()
    ending = next(filter(address.endswith, _ENDINGS), "")
    folder, name = posixpath.split(address.removesuffix(ending))
    return (folder if name in _INDEXES else posixpath.join(folder, name)).rstrip("/")
