"""Whether a document's name or title says that it speaks of the whole project, and not of one part of it."""

from __future__ import annotations

import re
from functools import lru_cache

from docpipe.text.wordlists import words

_GENERAL = words(
    "readme index roadmap overview status core project product brief plan mission strategy summary vision features "
    "current inventory structure "
    "übersicht projekt funktionen resumen proyecto características aperçu projet 概览 项目"
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(4096)
def of_whole(path: str, title: str) -> bool:
    """Whether one of the words of a file's name or of its title is one for the whole."""
    return not _GENERAL.isdisjoint(_WORD.findall(f"{path.rsplit('/', 1)[-1]} {title}".lower()))
