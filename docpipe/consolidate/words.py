"""A block -> its tokens: the words, numbers, flags, paths and commands that must not get lost when it gives way."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.consolidate.source import Piece
from docpipe.model import BlockKind
from docpipe.text.scripts import CJK, UNSPACED
from docpipe.text.statements import statements
from docpipe.text.tokens import words

Said = tuple[tuple[str, ...], ...]  # the tokens of each statement, in order

_URL = re.compile(r"https?://[^\s<>()\"']+")
_RUN = re.compile(f"[{CJK}{UNSPACED}]")
_LEFT, _RIGHT = "([{\"'«“‘*_|>`!", ".,;:!?)]}\"'»”’*_|`"


def said(piece: Piece) -> Said:
    """The tokens of each statement of a block; last, if it has any, the names of its pictures.

    A token is what stands between blanks, without the punctuation and marks around it: coarser than the tokens that
    sections are matched by, so that nothing between them gets lost. Words of letters count in any case, everything
    else as written; scripts without blanks as pairs of characters. What a check box says is a token, and so is the
    address of a link to another host.
    """
    pictures = tuple(posixpath.basename(link.target) for _, link in piece.links if "image" in link.kind)
    found = _said(piece.block.kind, piece.text)
    return (*found, pictures) if pictures else found


def tokens(kind: BlockKind, text: str) -> tuple[str, ...]:
    """All tokens of a text that is a block of that kind, in order."""
    return tuple(token for statement in _said(kind, text) for token in statement)


@lru_cache(maxsize=1 << 16)
def _said(kind: BlockKind, text: str) -> Said:
    found = [
        tuple(token for word in statement.text.replace("|", " ").split() for token in _tokens(word))
        for statement in statements(kind, text.split("\n"))
    ]
    found += [(url,) for url in _URL.findall(text)]
    return tuple(statement for statement in found if statement)


def _tokens(word: str) -> Iterator[str]:
    bare = word.lstrip(_LEFT).rstrip(_RIGHT)
    if _RUN.search(bare):
        yield from words(bare)
    elif bare.isalpha():
        yield bare.casefold()
    elif any(character.isalnum() or character > "\u2000" for character in bare):
        yield bare
