"""A path that is not there -> the one that was meant: by git's history, else by its name, else by its spelling.

None is better than a silly one: what differs in one folder that is there is another subject's file, and a near spelling
must share a word of the name itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial

from rapidfuzz.distance import OSA

from docpipe.model import Document
from docpipe.references.ground import Ground
from docpipe.references.likeness import GENERIC, NO_SUBJECT, bare, family, group, overlap, pieces, place, stem
from docpipe.references.names import CODE, TERMS, TEXT, ending, is_archived, is_vendored
from docpipe.text.links import SOURCE_ENDINGS

_BEGINS = {True: 0.8, False: 0.7}  # how alike a name is that goes on after the whole of the other, or stops within it
_ALIKE = 0.85  # how much the share of common pieces or letters weighs
_LETTERS = 0.75  # below this share of common letters they say nothing
_PLACE = 0.5  # how much it weighs that a candidate lies where the path says
_HERE, _ELSEWHERE = 0.42, 0.66  # likeness from which a name is offered: in the folder that was named, and anywhere
_SURE = 0.55  # likeness below which a name is offered only if it is alone
_BY_NAME = 5  # of the ways to find what was meant, those that go by the name: the only ones that find a copy
_STANDS_FOR_FOLDER = re.compile(r"(?:_?index|readme|licen[cs]e|__init__)(?:\.\w+)?", re.IGNORECASE)
_STAGES = frozenset({"prod", "production", "staging", "stage", "dev", "development", "ci", "qa", "local"})
_TIES = 3  # of so many equals the nearest is meant; of more, nobody knows which
_TITLE = 3  # words of a line that tell the title that begins with them
_COMMON = 100  # a piece that so many names share finds nothing
_FOLDERS = 3  # of the folders that a path may count from, how many are looked at


_Way = tuple[Callable[["_Meant"], dict[str, float]], str]


@dataclass(frozen=True)
class _Meant:
    """A path that is not there, taken apart once; `page` tells that it may be an address without its ending."""

    path: str
    folders: tuple[str, ...]
    document: str
    hint: tuple[str, ...]
    page: bool
    anchor: str | None

    @cached_property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The pieces of the name."""
        return pieces(self.name)

    @cached_property
    def wide(self) -> tuple[str, ...]:
        """The pieces of the name and of its folder's."""
        return (*pieces("/".join(self.path.split("/")[-2:-1])), *self.own)


class Suggester:
    """Finds what was meant among the files and folders of one tree."""

    def __init__(self, ground: Ground, documents: Iterable[Document]) -> None:
        """Index names, titles and anchors; what is vendored is never meant, nor a copy of a document."""
        self._ground = ground
        self._copies: set[str] = set()
        self._titles: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._by_title: defaultdict[frozenset[str], set[str]] = defaultdict(set)
        self._by_anchor: defaultdict[str, set[str]] = defaultdict(set)
        for document in documents:
            if document.role == "copy":
                self._copies.add(document.path)
                continue
            for anchor in document.anchors:
                self._by_anchor[anchor].add(document.path)
            headings = [section.heading.text for section in document.sections[:2] if section.heading]
            for title in (document.title, *headings[:1]):
                self._titles[pieces(title)].add(document.path)
        for words, paths in self._titles.items():
            self._by_title[frozenset(words)] |= paths
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
        self,
        wanted: tuple[str, ...],
        document: str,
        hint: str = "",
        around: str = "",
        *,
        page: bool = False,
        anchor: str | None = None,
    ) -> tuple[str | None, str]:
        """What one of `wanted` was meant to be, and why that; None and "" if unclear.

        `wanted` holds the path as written first, then the same from other folders; `hint` is the text of a link,
        `around` the line that it stands in. What has moved is no question of this.
        """
        paths = _distinct(wanted)
        if not paths:
            return None, ""
        folders = tuple(dict.fromkeys(path.rpartition("/")[0] for path in paths[:_FOLDERS]))
        meant = _Meant(paths[0], folders, document, pieces(hint), page, anchor)
        if meant not in self._known:
            self._known[meant] = self._find(meant, self._ways)
        found = self._known[meant]
        return found if found[0] or not around else self._find(meant, self._last_ways(around))

    def moved(self, wanted: tuple[str, ...], *, page: bool = False) -> tuple[str, str] | None:
        """The first of `wanted` that has moved, and where it is now; None if none has."""
        for path in _distinct(wanted):
            for old in (path, *(path + last for last in SOURCE_ENDINGS if page)):
                if new := self._ground.renames.get(old):
                    return old, new
        return None

    def script(self, name: str, folder: str) -> str | None:
        """The only script below a folder that is named so, whatever its ending; or of Node there; or at all."""
        found = [path for path in self._by_stem.get(stem(name), ()) if ending(path) in CODE]
        below = [path for path in found if path.startswith(f"{folder}/")]
        anywhere = [] if GENERIC.fullmatch(name) else found
        for places in (below, [path for path in below if family(path) == "js"], anywhere):
            if len(places) == 1:
                return places[0]
        return None

    @property
    def _ways(self) -> tuple[_Way, ...]:
        """How to find what was meant by the name, the surest first."""
        return (
            (self._kin_here, "only its form differs"),
            (self._titled_here, "its title is what the link says"),
            (self._headed, "it has that heading"),
            (self._same, "the name stands there"),
            (self._kin, "only its form differs"),
            (self._titled, "its title is that name"),
            (self._housed, "its folder says the rest of the name"),
            (self._near, "the spelling is near"),
            (self._only_below, "the only such file below that folder"),
        )

    def _last_ways(self, around: str) -> tuple[_Way, ...]:
        """How to find it by the words of its line."""
        words = pieces(around)
        return ((partial(self._said, words=words), "the line says its name"),)

    def _find(self, meant: _Meant, ways: tuple[_Way, ...]) -> tuple[str | None, str]:
        for copies in (False, True):
            for find, why in ways[: _BY_NAME if copies else None]:
                ranked = sorted(
                    (-likeness - _PLACE * place(path, meant.folders), self._distance(path, meant), path)
                    for path, likeness in find(meant).items()
                    if path != meant.document
                    and (path in self._copies) == copies
                    and not self._is_anothers(path, meant)
                )
                if ranked and sum(rank[:2] == ranked[0][:2] for rank in ranked) <= _TIES:
                    path = ranked[0][2]
                    is_package = ending(meant.name) == "py" and path in self._ground.folders
                    return (f"{path}/__init__.py" if is_package else path), why
        return None, ""

    def _is_anothers(self, path: str, meant: _Meant) -> bool:
        """Whether a path lies beside the wanted one, in a folder that is laid out alike.

        Editions, services and versions lie side by side so: each has a page of that name or has none.
        """
        theirs = path.split("/")[:-1]
        for folder in meant.folders:
            own = folder.split("/")
            parts = (index for index, (left, right) in enumerate(zip(own, theirs, strict=False)) if left != right)
            below = next(parts, len(own)) + 1
            if own[below : below + 1] == theirs[below : below + 1] != []:
                return "/".join(own[: below + 1]) in self._ground.folders
        return False

    def _kin_here(self, meant: _Meant) -> dict[str, float]:
        """What differs in letter case, dashes, the ending or a plural only, in the folder that was named."""
        here = (path for folder in meant.folders for path in self._by_folder.get(folder, ()))
        own = stem(meant.name)
        return {
            path: 1.0 if stem(path) == own else 0.5
            for path in here
            if (stem(path) == own and self._may_be(path, meant, kin=True))
            or (meant.own and self._pieces[path] == meant.own and self._may_be(path, meant, kin=False))
        }

    def _titled_here(self, meant: _Meant) -> dict[str, float]:
        """The document of the named folder whose title is the text of the link."""
        found = self._by_title.get(frozenset(meant.hint), set()) if len({*meant.hint}) > 1 else set()
        return {path: 0.0 for path in found if path.rpartition("/")[0] in meant.folders}

    def _headed(self, meant: _Meant) -> dict[str, float]:
        """The only document that has the heading to which a link leads, if the heading's name is not a common one."""
        found = self._by_anchor.get(meant.anchor, set()) if meant.anchor and "-" in meant.anchor else set()
        return dict.fromkeys(found, 0.0) if len(found) == 1 else {}

    def _titled(self, meant: _Meant) -> dict[str, float]:
        """The only document whose title says what the name says."""
        own = frozenset(meant.own)
        if len(own) < 3 or (ending(meant.name) not in TEXT and not meant.page):
            return {}
        found = self._by_title.get(own) or {
            path for title, paths in self._by_title.items() if own < title for path in paths
        }
        return dict.fromkeys(found, 0.0) if len(found) == 1 else {}

    def _same(self, meant: _Meant) -> dict[str, float]:
        """What has the same name; of a name that many have, what lies near, above, or alone."""
        found = [path for path in self._ground.by_name.get(meant.name, ()) if not is_vendored(path)]
        if meant.page and not ending(meant.name) and not TERMS.fullmatch(meant.name):
            found = [path for path in found if any(ending(other) in TEXT for other in self._by_folder.get(path, ()))]
        if _STANDS_FOR_FOLDER.fullmatch(meant.name):
            last = meant.path.rpartition("/")[0].rpartition("/")[2]
            terms = TERMS.fullmatch(meant.name)
            found = [
                path
                for path in found
                if (last and path.rpartition("/")[0].rpartition("/")[2] == last) or (terms and "/" not in path)
            ]
        elif len(found) > 1 and GENERIC.fullmatch(meant.name):
            found = [path for path in found if _is_in_line(path.rpartition("/")[0], meant.folders)]
        if not ending(meant.name) and not meant.page and not self._ground.folders.isdisjoint(meant.folders):
            found = [path for path in found if place(path, meant.folders)]
        return {path: -0.25 if is_archived(path) else 0.0 for path in found}

    def _kin(self, meant: _Meant) -> dict[str, float]:
        """What differs in letter case, dashes or the ending only, anywhere."""
        if GENERIC.fullmatch(meant.name) or (not ending(meant.name) and not meant.page):
            return {}
        found = self._by_stem.get(stem(meant.name), ())
        return {
            path: 0.0 for path in found if path.rpartition("/")[2] != meant.name and self._may_be(path, meant, kin=True)
        }

    def _housed(self, meant: _Meant) -> dict[str, float]:
        """The only file whose name is a part of the name, and whose folder says the rest."""
        own = {*meant.own}
        if len(own) < 2 or not ending(meant.name):
            return {}
        found = [
            path
            for piece in own
            for path in self._by_piece.get(piece, ())
            if {*self._pieces[path]} < own
            and self._may_be(path, meant, kin=False)
            and not is_archived(path)
            and own <= {*self._pieces[path], *pieces(path.rpartition("/")[0].rpartition("/")[2])}
        ]
        return dict.fromkeys(found, 0.0) if len({*found}) == 1 else {}

    def _near(self, meant: _Meant) -> dict[str, float]:
        """What is spelt almost so, or says the same in other words: first where it was said to be."""
        here = {path for folder in meant.folders for path in self._by_folder.get(folder, ())}
        rare = {
            path
            for piece in {*meant.wide}
            if len(self._by_piece.get(piece, ())) < _COMMON
            for path in self._by_piece[piece]
        }
        found: dict[str, float] = {}
        for path in here | rare:
            if self._may_be(path, meant, kin=False) and path.rpartition("/")[2] != meant.name:
                likeness = self._likeness(path, meant, here=path in here)
                in_line = _is_in_line(path.rpartition("/")[0] or "/", meant.folders)
                if likeness >= (_HERE if path in here else _SURE if in_line else _ELSEWHERE):
                    found[path] = likeness - (0.3 if is_archived(path) else 0.0)
        sure = {path: likeness for path, likeness in found.items() if likeness >= _SURE}
        return sure or (found if len(found) == 1 else {})

    def _only_below(self, meant: _Meant) -> dict[str, float]:
        """The only file of that ending below the named folder, if its folders say a word of the name."""
        last = ending(meant.name)
        if not last or not meant.own:
            return {}
        for folder in meant.folders:
            below = self._below(folder, last)
            if len(below) == 1:
                between = pieces(below[0].rpartition("/")[0][len(folder) :])
                return {below[0]: 0.0} if not {*meant.own}.isdisjoint(between) else {}
        return {}

    def _below(self, folder: str, last: str) -> list[str]:
        """The files of an ending below a folder, two at most."""
        found = []
        for path in self._ground.files if folder in self._ground.folders and folder else ():
            if path.startswith(f"{folder}/") and ending(path) == last:
                found.append(path)
                if len(found) > 1:
                    break
        return found

    def _said(self, meant: _Meant, words: tuple[str, ...]) -> dict[str, float]:
        """What the words of the line name: by its title, by its name in the named folder, or by a name of two words."""
        said = {*words}
        last = ending(meant.name)
        if meant.page and (not last or last in TEXT):
            if titled := self._begun(words, meant):
                return dict.fromkeys(titled, 0.0)
            named = (path for piece in {*meant.own} - NO_SUBJECT for path in self._by_piece.get(piece, ()))
        elif not meant.page and not last:
            named = (path for folder in meant.folders if folder for path in self._by_folder.get(folder, ()))
        else:
            return {}
        found = {
            path
            for path in named
            if self._pieces[path]
            and (len({*self._pieces[path]}) > 1 or not meant.page)
            and said.issuperset(self._pieces[path])
            and (ending(path) in TEXT if meant.page else path in self._ground.folders)
        }
        return dict.fromkeys(found, 0.0) if len(found) == 1 else {}

    def _begun(self, words: tuple[str, ...], meant: _Meant) -> set[str]:
        """The documents whose title begins with what the line says up to the end of the link."""
        ends = next((end for end in range(len(words), 0, -1) if words[:end][-len(meant.hint) :] == meant.hint), 0)
        said = words[:ends]
        if len(said) < _TITLE or len(meant.hint) < 1:
            return set()
        return {path for title, paths in self._titles.items() if title[: len(said)] == said for path in paths}

    def _may_be(self, path: str, meant: _Meant, *, kin: bool) -> bool:
        """Whether a file or folder is of the kind that was named."""
        last = ending(meant.name)
        if path in self._ground.folders:
            return not last or (kin and last == "py" and f"{path}/__init__.py" in self._ground.files)
        if not last:
            here = path.rpartition("/")[0] in meant.folders
            return ending(path) in TEXT if meant.page else here or (kin and ending(path) in CODE)
        return group(path) == group(meant.name) if kin else family(path) == family(meant.name)

    def _likeness(self, path: str, meant: _Meant, *, here: bool) -> float:
        """How alike the name at `path` is to the one meant: by pieces, letters, folder, hint."""
        own, wide, theirs = meant.own, meant.wide, self._pieces[path]
        if GENERIC.fullmatch(meant.name):
            return _ALIKE if {*wide} == {*theirs} and len(wide) > len(own) else 0.0
        shorter = min(len(theirs), len(own))
        begins = _BEGINS[len(theirs) > shorter] if shorter and theirs[:shorter] == own[:shorter] else 0.0
        letters = OSA.normalized_similarity(bare(meant.name), bare(path.rpartition("/")[2]), score_cutoff=_LETTERS)
        common = {*own} & {*theirs}
        shared = 0.0 if common and common <= NO_SUBJECT else overlap(own, theirs)
        if not letters and (not shared or (not here and len({*wide, *meant.hint} & {*theirs}) < 2)):
            return 0.0
        if own[:1] != ("env",) and not _STAGES.isdisjoint({*own}.symmetric_difference(theirs)):
            return 0.0  # another stage's
        return max(begins, _ALIKE * max(shared, overlap(wide, theirs), overlap(meant.hint, theirs), letters))

    def _distance(self, path: str, meant: _Meant) -> tuple[bool, bool, int, int]:
        """What decides between equals: is it hidden, in another sort of folder, far from the document, deep."""
        steps = path.split("/")[:-1]
        near = (Counter(steps) & Counter(meant.document.split("/")[:-1])).total()
        hidden = path.startswith(".") and not meant.document.startswith(".")
        return hidden, steps[-1:] != meant.path.split("/")[-2:-1], -near, path.count("/")


def _is_in_line(folder: str, wanted: Iterable[str]) -> bool:
    """Whether a folder is the root, or lies above or below one that was named."""
    return not folder or any(
        f"{one}/".startswith(f"{other}/") for own in wanted if own for one, other in ((folder, own), (own, folder))
    )


def _distinct(wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path.rstrip("/") for path in wanted if path.strip("./")))
