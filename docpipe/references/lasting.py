"""A record -> the paths of it that are as wrong today as on the day: the rest of what it names is history.

A file that a report names and nobody has was removed or never made. But where a record says that a file lies somewhere
and it lies elsewhere, names one that lies right there with another ending, or has a heading that says how things stand,
the reader is led astray; and a page that is about the layout of the repository is looked up for it, whatever else makes
it a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.model import Document
from docpipe.references import names, trees
from docpipe.references.dead import Dead
from docpipe.references.ground import Ground
from docpipe.references.likeness import GENERIC, group, stem
from docpipe.references.mentions import Mention, Mentions
from docpipe.references.paths import judged, says_place
from docpipe.references.sheet import Fence

_LAYOUT = re.compile(r"(?:^|[-_/. ])(?:structure|layout|struktur|aufbau|estructura)(?=[-_. ])(?!.*plan)", re.IGNORECASE)


def find(ground: Ground, own: set[str], mentions: Mentions) -> Iterator[Dead]:
    """What the mentions of one record say of the present, and is not so."""
    for mention, dead in judged(ground, own, mentions):
        name = dead.token.rstrip("/").rpartition("/")[2]
        sure = "/" in mention.path.strip("/") if mention.now else not GENERIC.fullmatch(name)
        if sure and (mention.now or (mention.manner == "code" and _holds(ground, mention, dead))):
            yield dead


def drawn(document: Document, fence: Fence, folders: tuple[str, ...], ground: Ground) -> Iterator[Dead]:
    """What the listings of a record show, if it is about the layout."""
    if _LAYOUT.search(document.path):
        yield from trees.find(fence, folders, ground)


def _holds(ground: Ground, mention: Mention, dead: Dead) -> bool:
    """Whether the tree itself speaks against the words: the file is there, and not as they say."""
    path = dead.wanted[0].rstrip("/")
    folder, _, name = path.rpartition("/")
    if says_place(mention.before):
        return bool(ground.by_name.get(name)) and not names.is_archived(path)
    others = ground.children(folder) if folder and names.ending(name) else ()
    return any(stem(other) == stem(name) and group(other) == group(name) for other in others)
