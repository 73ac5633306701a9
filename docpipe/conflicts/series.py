"""Pages of one form in one folder, each about a thing of its own: plugins, commands, components, subjects of a study.

What such a page says of "the timeout" is its own thing's. A conflict that stands among them alone, and that nothing in
the repository decides, is none. The form shows in the headings that most of them share, or in names that differ in just
the word for the thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from docpipe.conflicts.world import World, tokens
from docpipe.model import Conflict, Document

_MANY = 8  # pages from which on a form is no chance
_SHARED = 2  # headings that a page of the form has
_USUAL = 0.5  # share of the pages of a folder that have a heading of the form
_NAMED = 3  # pages whose names are one but for a word, from which on they are a family
_KEPT = 2  # words of such a name that are the same


class Series:
    """The folder whose form a document has, by the document's path, and the families that its name is of."""

    def __init__(self, world: World) -> None:
        folders: dict[str, list[Document]] = defaultdict(list)
        named: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for path, document in world.documents.items():
            if document.role == "living":
                folders[path.rpartition("/")[0]].append(document)
            for family in _families(path):
                named[family].add(path)
        self._of = {path: folder for folder, pages in folders.items() for path in _of_one_form(pages)}
        self._families = {family for family, paths in named.items() if len(paths) >= _NAMED}

    def explain(self, conflict: Conflict) -> bool:
        """Whether the claims stand on pages of one form alone, a value each, and nothing decides between them."""
        if conflict.status != "open" or not _each_its_own(conflict):
            return False
        paths = sorted({claim.path for claim in conflict.claims})
        homes = {self._of.get(path) for path in paths}
        if len(homes) == 1 and None not in homes:
            return True
        shared = set.intersection(*(set(_families(path)) for path in paths))
        return bool(shared & self._families)


def _families(path: str) -> Iterator[tuple[str, ...]]:
    """The folder and name of a page with a gap for each of its words: `docs/ice_a_test` is one of `docs/ * a test`."""
    folder, _, name = path.rpartition("/")
    words = tokens(name.rpartition(".")[0])
    if len(words) > _KEPT:
        yield from ((folder, *words[:at], "*", *words[at + 1 :]) for at in range(len(words)))


def _each_its_own(conflict: Conflict) -> bool:
    said: dict[str, set[str]] = defaultdict(set)
    for claim in conflict.claims:
        said[claim.path].add(claim.value)
    return len(said) > 1 and all(len(values) == 1 for values in said.values())


def _of_one_form(pages: Sequence[Document]) -> Iterator[str]:
    if len(pages) < _MANY:
        return
    headings = {page.path: {s.heading.text.casefold() for s in page.sections[1:] if s.heading} for page in pages}
    count = Counter(heading for held in headings.values() for heading in held)
    form = {heading for heading, times in count.items() if times >= _USUAL * len(pages)}
    members = [path for path, held in headings.items() if len(held & form) >= _SHARED]
    if len(members) >= _MANY:
        yield from members
