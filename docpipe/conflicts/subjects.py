"""The words of a subject as a document says them, in its order and whole, where a finder has a set of stems."""

from __future__ import annotations

from collections.abc import Iterable

from docpipe.conflicts.world import tokens
from docpipe.model import Claim


def readable(subject: str, claims: Iterable[Claim]) -> str:
    """`multi tenant architecture` of `architecture multi tenant`, if a claim has all the words; else as it is."""
    words = subject.split(" ")
    if len(words) < 2 or words != sorted(words) or not subject.islower():
        return subject
    for claim in claims:
        said = tokens(claim.text)
        places = [next((at for at, other in enumerate(said) if _is(word, other)), -1) for word in words]
        if min(places) >= 0:
            return " ".join(said[at] for at in sorted(set(places)))
    return subject


def _is(word: str, said: str) -> bool:
    """Whether a word of a subject, which may be a stem or a singular, is the one that a line says."""
    return said == word or (len(word) > 3 and said.startswith(word))
