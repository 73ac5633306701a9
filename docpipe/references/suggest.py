"""A path that is not there -> the one that was meant: by git's history, else by its name, else by its spelling."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from docpipe.references.ground import Ground
from docpipe.references.names import CODE, CONFIG, IMAGES, TEXT, ending

# Names that many folders have, so that an equal name elsewhere says little.
GENERIC = re.compile(
    r"(?:_?index|readme|main|app|server|client|tests?|utils?|helpers?|types?|models?|config|settings|setup|__init__|mod|lib"
    r"|constants|schema|package|requirements|dockerfile|makefile|docker-compose|compose|values|chart|changelog|license"
    r"|contributing|conftest|manage|tsconfig|pyproject|run|start|build|deploy|install|\.env|env|\.gitignore|api|base|core|views"
    r"|routes?|service|handler|page|layout|script|init|skill|agents|claude)(?:\.[\w.]+)?",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_GROUPS = (TEXT, CODE, CONFIG, IMAGES)
NEAR = 0.75  # share of a name's pieces, or of its letters, that another name must have


class Suggester:
    """Finds what was meant among the files and folders of one tree."""

    def __init__(self, ground: Ground) -> None:
        """Index the tree's names by their stems, letter case, dashes and endings left out."""
        self._ground = ground
        self._by_stem: defaultdict[str, list[str]] = defaultdict(list)
        self._by_piece: defaultdict[str, list[str]] = defaultdict(list)
        for path in sorted(ground.files | ground.folders):
            self._by_stem[_stem(path)].append(path)
            for piece in set(pieces(path.rpartition("/")[2])):
                self._by_piece[piece].append(path)

    def path(self, wanted: Iterable[str], document: str) -> tuple[str | None, str]:
        """What one of `wanted` (the likeliest first) was meant to be, and why that; None and "" if unclear."""
        paths = tuple(dict.fromkeys(path.rstrip("/") for path in wanted if path.strip("./")))
        for path in paths:
            if new := self._ground.renames.get(path):
                return new, "git renamed it"
        for how, why in (
            (self._same, "the name stands there"),
            (self._kin, "only the ending differs"),
            (self._near, "the spelling is near"),
        ):
            best: tuple[tuple[int, ...], str] | None = None
            for path in paths:
                for candidate in how(path):
                    if (
                        candidate != document
                        and (rank := (_distance(candidate, path, document), candidate))
                        and (not best or rank < best)
                    ):
                        best = rank
            if best:
                return best[1], why
        return None, ""

    def _same(self, path: str) -> Iterable[str]:
        """Files and folders of the same name; of a name that many have, only one in a folder of that name too."""
        name = path.rpartition("/")[2]
        found = self._ground.by_name.get(name, ())
        if GENERIC.fullmatch(name) and len(found) > 1:
            parent = path.split("/")[-2:-1]
            return [candidate for candidate in found if candidate.split("/")[-2:-1] == parent]
        return found

    def _kin(self, path: str) -> Iterable[str]:
        """Files and folders whose name differs in letter case, in dashes, or in the ending."""
        if GENERIC.fullmatch(path.rpartition("/")[2]) and path.count("/") == 0:
            return ()
        found = self._by_stem.get(_stem(path), ())
        group = _group(path)
        return [candidate for candidate in found if _group(candidate) in (group, None) or group is None]

    def _near(self, path: str) -> Iterator[str]:
        """Files and folders whose name is spelt almost so, or says the same in other words."""
        name = path.rpartition("/")[2]
        own = pieces(name)
        folder = path.rpartition("/")[0]
        near: set[str] = set()
        for piece in set(own):
            near.update(self._by_piece.get(piece, ()) if len(self._by_piece.get(piece, ())) < 500 else ())
        group = _group(path)
        for candidate in sorted(near):
            if _group(candidate) != group:
                continue
            theirs = candidate.rpartition("/")[2]
            score = max(_overlap(own, pieces(theirs)), ratio(name.lower(), theirs.lower()) / 100)
            if score >= NEAR + (0 if candidate.startswith(folder + "/") and folder else 0.1):
                yield candidate


def nearest(name: str, offered: Iterable[str]) -> str | None:
    """The offered name that is spelt most like `name`, if at most a quarter of its letters or pieces differ."""
    own = pieces(name)
    ranked = sorted(
        (-max(OSA.normalized_similarity(name.lower(), other.lower()), _overlap(own, pieces(other))), other)
        for other in offered
    )
    return ranked[0][1] if ranked and -ranked[0][0] >= NEAR else None


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
