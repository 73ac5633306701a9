"""How alike two names of files are: by their pieces, their letters, their endings and where they lie."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from docpipe.references.names import BARE_NAMES, CODE, CONFIG, ENDINGS, IMAGES, TEXT, ending

# Names that many folders have, so that an equal name elsewhere says little.
GENERIC = re.compile(
    r"(?:_?index|readme|main|app|server|client|tests?|utils?|helpers?|types?|models?|config|settings|setup|__init__|mod|lib"
    r"|constants|schema|package|requirements|dockerfile|makefile|docker-compose|compose|values|chart|changelog|license"
    r"|contributing|conftest|manage|tsconfig|pyproject|run|start|build|deploy|install|\.env|env|\.gitignore|api|base|core|views"
    r"|routes?|service|handler|page|layout|script|init|skill|agents|claude)(?:\.\w+)?|\.env\.\w+",
    re.IGNORECASE,
)
# Words that say of a file that it is a document, and not what it is about.
NO_SUBJECT = frozenset({"documentation", "dokumentation", "documentación", "doc", "document", "docs"})
_PIECES = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_GROUPS = (TEXT, CODE, CONFIG, IMAGES)
_FAMILIES = {
    "yaml": "yml",
    "jsx": "js",
    "ts": "js",
    "tsx": "js",
    "mjs": "js",
    "cjs": "js",
    "vue": "js",
    "bash": "sh",
    "mdx": "md",
}
_KNOWN = 1 << 16  # names of which likeness remembers what they consist of
_HEAD = 4  # letters that a piece must have to stand for a longer one
_SPELT = 0.85  # share of letters from which on two anchors are one, misspelt; a word of several may be another
NEAREST = 0.75  # likeness from which one of a few offered names is the one


def nearest(name: str, offered: Iterable[str]) -> str | None:
    """The offered name that is most like `name`, if one is alike enough; else the only one that holds its pieces."""
    own = pieces(name)
    alike = {other: max(OSA.normalized_similarity(name, other), overlap(own, pieces(other))) for other in offered}
    best = max(alike, key=lambda other: (alike[other], other), default=None)
    if best is not None and alike[best] >= NEAREST:
        return best
    holding = [other for other in alike if own and set(own) <= set(pieces(other))]
    return holding[0] if len(holding) == 1 else None


def nearest_anchor(name: str, offered: Iterable[str]) -> str | None:
    """The one anchor that says the same as `name` in nearly the same words; a number in it is never another."""
    own = pieces(name)
    alike = {
        other: max(OSA.normalized_similarity(name, other, score_cutoff=_SPELT), overlap(own, pieces(other)))
        for other in offered
        if _numbers(pieces(other)) == _numbers(own)
    }
    best = max(alike.values(), default=0.0)
    found = [other for other, likeness in alike.items() if likeness == best]
    return found[0] if best >= NEAREST and len(found) == 1 else None


def _numbers(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word.isdigit()]


@lru_cache(_KNOWN)
def pieces(name: str) -> tuple[str, ...]:
    """The words in a name, in lower case, singular, its ending left out: `LoadTests_v2.py` is load, test, v, 2."""
    stem = name.rpartition(".")[0] if name.rpartition(".")[0] and ending(name) in ENDINGS else name
    return tuple(_singular(piece.lower()) for piece in _PIECES.findall(stem))


def _singular(piece: str) -> str:
    return piece[:-1] if len(piece) > 3 and piece.endswith("s") and not piece.endswith("ss") else piece


def bare(name: str) -> str:
    """A name in lower case without its ending."""
    return (name.rpartition(".")[0] or name).lower()


@lru_cache(_KNOWN)
def stem(name: str) -> str:
    """A name without its ending, letter case, dashes and leading dots."""
    bare = name.rstrip("/").rpartition("/")[2].lstrip("._")
    if BARE_NAMES.fullmatch(bare):
        return bare.lower()
    return re.sub(r"[-_ ]", "", bare.rpartition(".")[0] or bare).lower()


@lru_cache(_KNOWN)
def group(path: str) -> int | None:
    """Which kind of file a path's ending says it is; None for a folder or an ending that says nothing."""
    return next((index for index, group in enumerate(_GROUPS) if ending(path) in group), None)


@lru_cache(_KNOWN)
def family(path: str) -> str:
    """The ending of a path, the same for endings that take each other's place."""
    if BARE_NAMES.fullmatch(name := path.rpartition("/")[2]):
        return name.partition(".")[0]
    return _FAMILIES.get(ending(path), ending(path))


def overlap(own: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """The share of pieces that two names have in common; a piece that begins another counts."""
    left, right = {*own}, {*theirs}
    if not left or not right:
        return 0.0
    common = len(left & right)
    rest = right - left
    heads = {piece[:_HEAD] for piece in rest if len(piece) >= _HEAD}
    for piece in left - right if heads else ():
        common += piece[:_HEAD] in heads and any(
            len(other) >= _HEAD and (piece.startswith(other) or other.startswith(piece)) for other in rest
        )
    return 2 * common / (len(left) + len(right))


def place(path: str, wanted: tuple[str, ...]) -> float:
    """How much of the steps of a path's folder and of the nearest wanted one are the same, 0 to 1."""
    steps = Counter(path.split("/")[:-1])
    best = 0.0
    for folder in wanted:
        theirs = Counter(folder.split("/")) if folder else Counter[str]()
        longest = max(steps.total(), theirs.total())
        best = max(best, (steps & theirs).total() / longest if longest else 1.0)
    return best
