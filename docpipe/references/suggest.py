"""A path that is not there -> the one that was meant: by git's history, else by its name, else by its spelling."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from docpipe.references.ground import Ground
from docpipe.references.names import CODE, CONFIG, IMAGES, TEXT, ending, is_vendored

# Names that many folders have, so that an equal name elsewhere says little.
GENERIC = re.compile(
    r"(?:_?index|readme|main|app|server|client|tests?|utils?|helpers?|types?|models?|config|settings|setup|__init__|mod|lib"
    r"|constants|schema|package|requirements|dockerfile|makefile|docker-compose|compose|values|chart|changelog|license"
    r"|contributing|conftest|manage|tsconfig|pyproject|run|start|build|deploy|install|\.env|env|\.gitignore|api|base|core|views"
    r"|routes?|service|handler|page|layout|script|init|skill|agents|claude)(?:\.\w+)?|\.env\.\w+",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_GROUPS = (TEXT, CODE, CONFIG, IMAGES)
NEAR = 0.75  # how alike a name must be, 0 to 1, to be offered for another
_NEAR_HERE = 0.55  # the same among the files of the folder that was named
_COMMON = 300  # a piece that so many names share finds nothing


class Suggester:
    """Finds what was meant among the files and folders of one tree."""

    def __init__(self, ground: Ground) -> None:
        """Index the tree's names by their stems and by their pieces."""
        self._ground = ground
        self._by_stem: defaultdict[str, list[str]] = defaultdict(list)
        self._by_piece: defaultdict[str, list[str]] = defaultdict(list)
        self._by_folder: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(path for path in (ground.files | ground.folders) - {""} if not is_vendored(path)):
            folder, _, name = path.rpartition("/")
            self._by_stem[_stem(name)].append(path)
            self._by_folder[folder].append(path)
            for piece in {*pieces(name)}:
                self._by_piece[piece].append(path)

    def path(self, wanted: tuple[str, ...], document: str) -> tuple[str | None, str]:
        """What one of `wanted` was meant to be, and why that; None and "" if unclear.

        `wanted` holds the path as written first, then the same from other folders.
        """
        paths = tuple(dict.fromkeys(path.rstrip("/") for path in wanted if path.strip("./")))
        for path in paths:
            if new := self._ground.renames.get(path):
                return new, "git renamed it"
        if not paths:
            return None, ""
        finders = (
            (self._kin_here, "only its spelling differs"),
            (self._same, "the name stands there"),
            (self._kin, "only the ending differs"),
            (self._near_here, "the spelling is near"),
            (self._near, "the spelling is near"),
        )
        for find, why in finders:
            found = {candidate for candidate in find(paths) if candidate != document}
            if found:
                return min(found, key=lambda candidate: (_distance(candidate, paths[0], document), candidate)), why
        return None, ""

    def _kin_here(self, paths: tuple[str, ...]) -> Iterator[str]:
        """What differs from one of the paths in letter case, dashes or the ending only, in the same folder."""
        for path in paths:
            folder, _, name = path.rpartition("/")
            group = _group(name)
            for candidate in self._by_folder.get(folder, ()) if folder in self._ground.folders else ():
                if _stem(candidate) == _stem(name) and (_group(candidate) == group or not ending(name)):
                    yield candidate

    def _same(self, paths: tuple[str, ...]) -> Iterator[str]:
        """What has the same name; of a name that many have, what lies above or in a folder of the same name."""
        name = paths[0].rpartition("/")[2]
        found = [path for path in self._ground.by_name.get(name, ()) if not is_vendored(path)]
        if not GENERIC.fullmatch(name) or len(found) == 1:
            yield from found
            return
        parent = paths[0].split("/")[-2:-1]
        yield from (path for path in found if "/" not in path or (parent and path.split("/")[-2:-1] == parent))

    def _kin(self, paths: tuple[str, ...]) -> Iterator[str]:
        """What differs in letter case, dashes or the ending only, anywhere."""
        name = paths[0].rpartition("/")[2]
        if not GENERIC.fullmatch(name):
            group = _group(name)
            yield from (path for path in self._by_stem.get(_stem(name), ()) if group is None or _group(path) == group)

    def _near_here(self, paths: tuple[str, ...]) -> Iterator[str]:
        """What is named most alike in the folder that was named."""
        name = paths[0].rpartition("/")[2]
        if GENERIC.fullmatch(name):
            return
        here = [
            path
            for folder in dict.fromkeys(path.rpartition("/")[0] for path in paths)
            for path in self._by_folder.get(folder, ())
        ]
        yield from _likest(
            name, (path for path in here if _group(path) == _group(name) or not ending(name)), _NEAR_HERE
        )

    def _near(self, paths: tuple[str, ...]) -> Iterator[str]:
        """What is named almost so anywhere, its folder's name taken in."""
        steps = paths[0].split("/")
        if GENERIC.fullmatch(steps[-1]):
            return
        group = _group(steps[-1])
        own = {*pieces(steps[-1]), *(pieces(steps[-2]) if len(steps) > 1 else ())}
        near = {path for piece in own if len(self._by_piece[piece]) < _COMMON for path in self._by_piece[piece]}
        alike = [path for path in near if _group(path) == group]
        yield from _likest(steps[-1], alike, NEAR) or _likest("_".join(steps[-2:]), alike, NEAR + 0.1)


def _likest(name: str, paths: Iterable[str], least: float) -> list[str]:
    """The paths whose names are most like `name`, if at least so much."""
    scores = {path: _likeness(name, path.rpartition("/")[2]) for path in paths}
    best = max(scores.values(), default=0.0)
    return [path for path, score in scores.items() if score == best] if best >= least else []


def _likeness(name: str, other: str) -> float:
    """How alike two names are, 0 to 1: by letters, by pieces, and by one beginning with all pieces of the other."""
    own, theirs = pieces(name), pieces(other)
    letters = OSA.normalized_similarity(_bare(name), _bare(other))
    shorter = min(len(own), len(theirs))
    begins = 0.8 if shorter and own[:shorter] == theirs[:shorter] else 0.0
    return max(letters, _overlap(own, theirs), begins - 0.01 * abs(len(own) - len(theirs)))


def nearest(name: str, offered: Iterable[str]) -> str | None:
    """The offered name that is most like `name`, if one is alike enough; else the only one that holds its pieces."""
    own = pieces(name)
    alike = {other: max(OSA.normalized_similarity(name, other), _overlap(own, pieces(other))) for other in offered}
    best = max(alike, key=lambda other: (alike[other], other), default=None)
    if best is not None and alike[best] >= NEAR:
        return best
    holding = [other for other in alike if set(own) <= set(pieces(other))]
    return holding[0] if len(holding) == 1 else None


def _bare(name: str) -> str:
    """A name in lower case without its ending."""
    return (name.rpartition(".")[0] or name).lower()


def pieces(name: str) -> tuple[str, ...]:
    """The words in a name, in lower case, its ending left out: `TestLoad_v2.py` is test, load, v, 2."""
    stem = name.rpartition(".")[0] if name.rpartition(".")[0] and ending(name) else name
    return tuple(piece.lower() for piece in _PIECES.findall(stem))


def _stem(path: str) -> str:
    name = path.rstrip("/").rpartition("/")[2]
    stem = name.partition(".")[0] if not name.startswith(".") else name[1:]
    return re.sub(r"[-_ ]", "", stem).lower()


def _group(path: str) -> int | None:
    """Which kind of file a path's ending says it is; None for a folder or an ending that says nothing."""
    return next((index for index, group in enumerate(_GROUPS) if ending(path) in group), None)


def _overlap(own: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """The share of pieces that two names have in common; a piece that begins another counts."""
    if not own or not theirs:
        return 0.0
    common = sum(
        any(a == b or (min(len(a), len(b)) > 3 and (a.startswith(b) or b.startswith(a))) for b in theirs) for a in own
    )
    return 2 * common / (len(own) + len(theirs))


def _distance(candidate: str, path: str, document: str) -> tuple[int, ...]:
    """How far a candidate is: steps of the written path that it lacks, of the document's, letters, and its depth."""
    *steps, name = candidate.split("/")
    *written, wanted = path.split("/")
    shared = sum((Counter(steps) & Counter(written)).values())
    near = sum((Counter(steps) & Counter(document.split("/")[:-1])).values())
    letters = OSA.distance(name.lower(), wanted.lower())
    return (-shared, letters, -near, len(steps))
