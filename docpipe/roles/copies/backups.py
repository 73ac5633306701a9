"""Files kept in case another one is lost: `setup.bak.md`, `copy of setup.md`, `backup/setup.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docpipe.roles.copies.likeness import likeness

# Marks at the end or the start of a name. The first kind says it outright; the second has other meanings, too.
_SURE_END = re.compile(
    r"(?P<name>.+?)(?:[ ._-]+(?:bak|backup|orig|sicherung|sauvegarde|respaldo|备份)\d{0,3}|~|\s?\(\d{1,2}\))$"
)
_END = re.compile(
    r"(?P<name>.+?)[ ._-]+(?:old|copy|kopie|copie|copia|alt|ancien|anterior|previous|prev|副本|旧)[ ._-]?\d{0,3}$"
)
_START = re.compile(r"(?:copy of|kopie von|copie de|copia de|backup of|backup|bak|old)[ ._-]+(?P<name>.+)$")
_FOLDER = re.compile(
    r"(?P<name>.*?)[ ._-]*"
    r"(?:bak|backup|backups|old|orig|kopie|copie|copia|sicherung|sauvegarde|respaldo|archive|archived)$"
)
# The share of lines that must be the original's.
_SURE, _LIKELY = 0.3, 0.6


def backups(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(path, path of the original) of each backup: named as one, with an original beside it whose lines it has."""
    spelled = {path.casefold(): path for path in sorted(texts, reverse=True)}
    for path in texts:
        for original, least in _originals(path.casefold()):
            found = spelled.get(original)
            if found and found != path and likeness(texts[path], texts[found]) >= least:
                yield path, found
                break


def _originals(path: str) -> Iterator[tuple[str, float]]:
    """Where the original of a file of this name would lie, and how alike it must be."""
    folder, slash, file = path.rpartition("/")
    name, dot, suffix = file.rpartition(".")
    for pattern, least in ((_SURE_END, _SURE), (_END, _LIKELY), (_START, _LIKELY)):
        if found := pattern.match(name):
            yield folder + slash + found["name"] + dot + suffix, least
    parts = folder.split("/") if folder else []
    for at, part in enumerate(parts):
        if found := _FOLDER.match(part):
            kept = [found["name"]] if found["name"].strip("._-") else []
            yield "/".join([*parts[:at], *kept, *parts[at + 1 :], file]), _LIKELY
