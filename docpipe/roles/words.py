"""`words.toml` as tables: the words by which records and living text call themselves, and what each is worth."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

_TABLES: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))


def _split(words: str) -> list[str]:
    return words.replace("\n", "").split("|") if "|" in words else words.split()


def _points(name: str) -> dict[str, float]:
    """Word -> points. Where two languages disagree, a word says what the sum says."""
    found: dict[str, float] = {}
    for table in _TABLES[name]:
        own = {word for key, words in table.items() if key != "points" for word in _split(words)}
        found |= {word: found.get(word, 0.0) + table["points"] for word in own}
    return found


def _set(name: str) -> frozenset[str]:
    return frozenset(word for words in _TABLES[name].values() for word in _split(words))


NAMES = _points("names")
SIGNS = _points("signs")
FOLDERS = _points("folders")
HEADINGS = _points("headings")
STATUS_KEYS = _set("status_keys")
DATE_KEYS = _set("date_keys")
ORDER_KEYS = _set("order_keys")
DONE = _set("done")
UNDERWAY = _set("underway")
CURRENT = _set("current")
WORK = _set("work")
NEGATIONS = _set("negations")
THINGS = _set("things")
TRAILING = _set("trailing")
POST_FOLDERS = _set("posts")
DOCUMENT_FOLDERS = _set("collections")
