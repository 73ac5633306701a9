"""A block -> its tokens: the words, numbers, flags, paths and commands that must not get lost when it gives way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from docpipe.model import BlockKind
from docpipe.text.scripts import CJK, UNSPACED
from docpipe.text.statements import statements
from docpipe.text.tokens import words

_URL = re.compile(r"https?://[^\s<>()\"']+")
_RUN = re.compile(f"[{CJK}{UNSPACED}]")
_LEFT, _RIGHT = "([{\"'«“‘*_|>`!", ".,;:!?)]}\"'»”’*_|`"


@lru_cache(maxsize=1 << 16)
def tokens(kind: BlockKind, text: str) -> tuple[str, ...]:
    """The tokens of a block in order: what stands between blanks, without the punctuation and marks around it.

    Coarser than the tokens that sections are matched by, so that nothing between them gets lost. Words of letters
    count in any case, everything else as written; scripts without blanks as pairs of characters. What a check box
    says is a token, and so is the address of a link to another host.
    """
    said = [statement.text for statement in statements(kind, text.split("\n"))]
    shown = " ".join(said).replace("|", " ").split()
    return tuple(token for word in (*shown, *_URL.findall(text)) for token in _tokens(word))


def _tokens(word: str) -> Iterator[str]:
    bare = word.lstrip(_LEFT).rstrip(_RIGHT)
    if _RUN.search(bare):
        yield from words(bare)
    elif bare.isalpha():
        yield bare.casefold()
    elif any(character.isalnum() or character > "\u2000" for character in bare):
        yield bare
