"""Inline text -> the same without its emphasis and strike-through marks; marks that pair with none stay."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RUN = re.compile(r"\*+|_+|~~?(?!~)")
# What nearly all text is: `**words**` that begin and end with a letter or digit, and names like `snake_case`.
_PLAIN = r"(?:[^*_~]++|(?<=[^\W_])_(?=[^\W_]))*+"
_BOLD_ALONE = re.compile(rf"{_PLAIN}(?:\*\*(?=[^\W_]){_PLAIN}(?<=[^\W_])\*\*(?!\*){_PLAIN})*+")
_MAX_LOOK_BACK = 16  # opening runs that a closing one looks at; keeps the cost linear


@dataclass(slots=True)
class _Opener:
    mark: str
    end: int  # of the marks that are left
    left: int
    length: int
    closes: bool


def without_emphasis(text: str) -> str:
    """`text` without emphasis marks, paired as CommonMark pairs delimiter runs (section 6.2), and `~~`."""
    return text.replace("**", "") if _BOLD_ALONE.fullmatch(text) else without_pairs(text)


def without_pairs(text: str) -> str:
    """The same of any text, mark by mark."""
    openers: list[_Opener] = []
    dropped: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        start, end = run.span()
        mark = text[start]
        opens, closes = _flanks(mark, text[start - 1 : start], text[end : end + 1])
        left = end - start
        if closes:
            left = _close(openers, _Opener(mark, end, left, left, opens), dropped)
        if left and opens:
            openers.append(_Opener(mark, end, left, end - start, closes))
    if not dropped:
        return text
    dropped.sort()
    kept = []
    position = 0
    for start, end in dropped:
        kept.append(text[position:start])
        position = end
    return "".join(kept) + text[position:]


def _flanks(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a run of `mark` between two characters (empty at the ends of the text) can open and can close."""
    blank_before, blank_after = not before or before.isspace(), not after or after.isspace()
    sign_before = not (blank_before or before.isalnum())
    sign_after = not (blank_after or after.isalnum())
    opens = not blank_after and (not sign_after or blank_before or sign_before)
    closes = not blank_before and (not sign_before or blank_after or sign_after)
    if mark == "_":
        return opens and (not closes or sign_before), closes and (not opens or sign_after)
    return opens, closes


def _close(openers: list[_Opener], run: _Opener, dropped: list[tuple[int, int]]) -> int:
    """Pair the marks of closing `run` with those of `openers`; return how many are left."""
    position = run.end - run.left
    while run.left:
        index = _partner(openers, run)
        if index is None:
            break
        opener = openers[index]
        used = 2 if min(opener.left, run.left) >= 2 else 1
        dropped += [(opener.end - used, opener.end), (position, position + used)]
        position += used
        run.left -= used
        opener.end -= used
        opener.left -= used
        del openers[index + 1 if opener.left else index :]
    return run.left


def _partner(openers: list[_Opener], run: _Opener) -> int | None:
    for index in range(len(openers) - 1, max(-1, len(openers) - 1 - _MAX_LOOK_BACK), -1):
        opener = openers[index]
        if opener.mark != run.mark or (run.mark == "~" and opener.left != run.left):
            continue
        either = opener.closes or run.closes
        if not (either and (opener.length + run.length) % 3 == 0 and (opener.length % 3 or run.length % 3)):
            return index
    return None
