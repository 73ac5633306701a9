"""Paths and texts -> the copies among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from docpipe.roles.copies.backups import backups
from docpipe.roles.copies.translations import translations
from docpipe.roles.copies.versions import older_versions


@dataclass(frozen=True, slots=True)
class Copy:
    """What a document is a copy of. `original` is None where the newer version dropped it."""

    kind: Literal["version", "translation", "backup"]
    original: str | None
    reason: str


def find_copies(texts: Mapping[str, str]) -> dict[str, Copy]:
    """Path -> what it is a copy of, for those of `texts` (path -> text) that are one."""
    found: dict[str, Copy] = {}
    for path, twin, folder in older_versions(texts):
        reason = f"an older version of {twin}" if twin else f"in an older version of {folder or 'the documents'}"
        found[path] = Copy("version", twin, reason)
    for path, original in translations(texts):
        found.setdefault(path, Copy("translation", original, f"a translation of {original}"))
    for path, original in backups(texts):
        found.setdefault(path, Copy("backup", original, f"a backup of {original}"))
    return found
