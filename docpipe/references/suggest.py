"""A path that is not there -> the one that was meant: by git's history, else by its name, else by its spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from docpipe.model import Document
from docpipe.references.ground import Ground
from docpipe.references.likeness import GENERIC, bare, family, group, overlap, pieces, place, stem
from docpipe.references.names import CODE, TEXT, ending, is_archived, is_vendored

_BEGINS = {True: 0.8, False: 0.7}  # how alike a name is that goes on after the whole of the other, or stops within it
_ALIKE = 0.85  # how much the share of common pieces or letters weighs
_LETTERS = 0.75  # below this share of common letters they say nothing
_PLACE = 0.5  # how much it weighs that a candidate lies where the path says
_HERE, _ELSEWHERE = 0.42, 0.66  # likeness from which a name is offered: in the folder that was named, and anywhere
_SURE = 0.55  # likeness below which a name is offered only if it is alone
_COMMON = 100  # a piece that so many names share finds nothing
_FOLDERS = 3  # of the folders that a path may count from, how many are looked at


@dataclass(frozen=True, slots=True)
class _Meant:
    """A path that is not there, taken apart once; `page` tells that it may be an address without its ending."""

    path: str
    folders: tuple[str, ...]
    document: str
    hint: tuple[str, ...]
    page: bool

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


class Suggester:
    """Finds what was meant among the files and folders of one tree."""

    def __init__(self, ground: Ground, documents: Iterable[Document]) -> None:
        """Index names and titles; what is vendored is never meant, and copies of documents only if nothing else is."""
        self._ground = ground
        self._copies: set[str] = set()
        self._by_title: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        for document in documents:
            if document.role == "copy":
                self._copies.add(document.path)
                continue
            headings = [section.heading.text for section in document.sections[:2] if section.heading]
            for title in (document.title, *headings[:1]):
                self._by_title[frozenset(pieces(title))].add(document.path)
        self._by_stem: defaultdict[str, list[str]] = defaultdict(list)
        self._by_piece: defaultdict[str, list[str]] = defaultdict(list)
        self._by_folder: defaultdict[str, list[str]] = defaultdict(list)
        self._pieces: dict[str, tuple[str, ...]] = {}
        self._known: dict[_Meant, tuple[str | None, str]] = {}
        for path in sorted(path for path in (ground.files | ground.folders) - {""} if not is_vendored(path)):
            folder, _, name = path.rpartition("/")
            self._by_stem[stem(name)].append(path)
            self._by_folder[folder].append(path)
            self._pieces[path] = pieces(name)
            for piece in {*self._pieces[path]}:
                self._by_piece[piece].append(path)

    def path(
        self, wanted: tuple[str, ...], document: str, hint: str = "", *, page: bool = False
    ) -> tuple[str | None, str]:
        """What one of `wanted` was meant to be, and why that; None and "" if unclear.

        `wanted` holds the path as written first, then the same from other folders; `hint` is the text of a link.
        """
        paths = tuple(dict.fromkeys(path.rstrip("/") for path in wanted if path.strip("./")))
        for path in paths:
            if new := self._ground.renames.get(path):
                return new, "git renamed it"
        if not paths:
            return None, ""
        folders = tuple(dict.fromkeys(path.rpartition("/")[0] for path in paths[:_FOLDERS]))
        meant = _Meant(paths[0], folders, document, pieces(hint), page)
        if meant not in self._known:
            self._known[meant] = self._find(meant)
        return self._known[meant]

    def script(self, name: str, folder: str) -> str | None:
        """The only script below a folder that is named so, whatever its ending; or of Node there; or at all."""
        found = [path for path in self._by_stem.get(stem(name), ()) if ending(path) in CODE]
        below = [path for path in found if path.startswith(f"{folder}/")]
        for places in (below, [path for path in below if family(path) == "js"], found):
            if len(places) == 1:
                return places[0]
        return None

    def _find(self, meant: _Meant) -> tuple[str | None, str]:
        for copies in (False, True):
            for find, why in (
                (self._kin_here, "only its form differs"),
                (self._titled_here, "its title is what the link says"),
                (self._same, "the name stands there"),
                (self._kin, "only its form differs"),
                (self._titled, "its title is that name"),
                (self._near, "the spelling is near"),
            ):
                found = find(meant)
                ranked = sorted(
                    (-likeness - _PLACE * place(path, meant.folders), self._distance(path, meant), path)
                    for path, likeness in found.items()
                    if path != meant.document and (path in self._copies) == copies
                )
                if ranked:
                    path = ranked[0][2]
                    is_package = ending(meant.name) == "py" and path in self._ground.folders
                    return (f"{path}/__init__.py" if is_package else path), why
        return None, ""

    def _kin_here(self, meant: _Meant) -> dict[str, float]:
        """What differs in letter case, dashes or the ending only, in the folder that was named."""
        here = (path for folder in meant.folders for path in self._by_folder.get(folder, ()))
        return {path: 1.0 for path in here if stem(path) == stem(meant.name) and self._may_be(path, meant, kin=True)}

    def _titled_here(self, meant: _Meant) -> dict[str, float]:
        """The document of the named folder whose title is the text of the link."""
        found = self._by_title.get(frozenset(meant.hint), set()) if len({*meant.hint}) > 1 else set()
        return {path: 0.0 for path in found if path.rpartition("/")[0] in meant.folders}

    def _titled(self, meant: _Meant) -> dict[str, float]:
        """The only document whose title says what the name says."""
        own = frozenset(pieces(meant.name))
        if len(own) < 3 or (ending(meant.name) not in TEXT and not meant.page):
            return {}
        found = self._by_title.get(own) or {
            path for title, paths in self._by_title.items() if own < title for path in paths
        }
        return dict.fromkeys(found, 0.0) if len(found) == 1 else {}

    def _same(self, meant: _Meant) -> dict[str, float]:
        """What has the same name; of a name that many have, what lies near, above, or alone."""
        found = [path for path in self._ground.by_name.get(meant.name, ()) if not is_vendored(path)]
        if len(found) > 1 and GENERIC.fullmatch(meant.name):
            found = [path for path in found if "/" not in path or place(path, meant.folders) >= 0.5]
        if not ending(meant.name) and not meant.page and not self._ground.folders.isdisjoint(meant.folders):
            found = [path for path in found if place(path, meant.folders)]
        return {path: -0.25 if is_archived(path) else 0.0 for path in found}

    def _kin(self, meant: _Meant) -> dict[str, float]:
        """What differs in letter case, dashes or the ending only, anywhere."""
        if GENERIC.fullmatch(meant.name) or (not ending(meant.name) and not meant.page):
            return {}
        found = self._by_stem.get(stem(meant.name), ())
        return {path: 0.0 for path in found if self._may_be(path, meant, kin=True)}

    def _near(self, meant: _Meant) -> dict[str, float]:
        """What is spelt almost so, or says the same in other words: first where it was said to be."""
        here = {path for folder in meant.folders for path in self._by_folder.get(folder, ())}
        steps = meant.path.split("/")
        own, wide = pieces(meant.name), (*pieces("/".join(steps[-2:-1])), *pieces(meant.name))
        rare = {
            path for piece in {*wide} if len(self._by_piece.get(piece, ())) < _COMMON for path in self._by_piece[piece]
        }
        found: dict[str, float] = {}
        for path in here | rare:
            if self._may_be(path, meant, kin=False):
                likeness = self._likeness(path, meant, own, wide)
                if likeness >= (_HERE if path in here else _ELSEWHERE):
                    found[path] = likeness - (0.3 if is_archived(path) else 0.0)
        sure = {path: likeness for path, likeness in found.items() if likeness >= _SURE}
        return sure or (found if len(found) == 1 else {})

    def _may_be(self, path: str, meant: _Meant, *, kin: bool) -> bool:
        """Whether a file or folder is of the kind that was named."""
        last = ending(meant.name)
        if path in self._ground.folders:
            return not last or (kin and last == "py" and f"{path}/__init__.py" in self._ground.files)
        if not last:
            here = path.rpartition("/")[0] in meant.folders
            return ending(path) in TEXT if meant.page else here or (kin and ending(path) in CODE)
        return group(path) == group(meant.name) if kin else family(path) == family(meant.name)

    def _likeness(self, path: str, meant: _Meant, own: tuple[str, ...], wide: tuple[str, ...]) -> float:
        """How alike the name at `path` is to the one meant: by pieces, letters, folder, hint."""
        theirs = self._pieces[path]
        if GENERIC.fullmatch(meant.name):
            return _ALIKE if {*wide} == {*theirs} and len(wide) > len(own) else 0.0
        shorter = min(len(theirs), len(own))
        begins = _BEGINS[len(theirs) > shorter] if shorter and theirs[:shorter] == own[:shorter] else 0.0
        letters = OSA.normalized_similarity(bare(meant.name), bare(path.rpartition("/")[2]))
        shares = (
            overlap(own, theirs),
            overlap(wide, theirs),
            overlap(meant.hint, theirs),
            letters if letters >= _LETTERS else 0,
        )
        return max(begins, _ALIKE * max(shares))

    def _distance(self, path: str, meant: _Meant) -> tuple[bool, int, int]:
        """Whether a path is hidden, how far it lies from the document, and how deep: what decides between equals."""
        near = (Counter(path.split("/")[:-1]) & Counter(meant.document.split("/")[:-1])).total()
        return path.startswith(".") and not meant.document.startswith("."), -near, path.count("/")
