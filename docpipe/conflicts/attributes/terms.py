"""Words as the amounts of attributes are compared by: stems, without those that tell nothing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from docpipe.conflicts.frames.mentions import words_of
from docpipe.text.clauses import lists
from docpipe.text.quantities import UNITS

_LONG = 5  # letters from which on an ending is no part of the stem
_ENDINGS = ("ing", "ed", "en", "e")
_SAME = {"jwt": "token", "req": "request"}


@lru_cache(maxsize=8192)  # headings and labels come again and again
def normal(text: str) -> tuple[str, ...]:
    """The stems of a text without units and words that tell nothing in any language; two words for one thing as one."""
    empty = lists().empty
    return tuple(_stem(_SAME.get(word, word)) for word in words_of(text) if (word,) not in empty and word not in UNITS)


@lru_cache(16_384)
def _stem(word: str) -> str:
    """A long word without its ending: "sampled" and "sampling" are one, and so are "Sitzung" and "Sitzungen"."""
    return word.removesuffix(next((end for end in _ENDINGS if len(word) > _LONG and word.endswith(end)), ""))


def _normal(text: str) -> frozenset[str]:
    return frozenset(normal(text))


# Words that tell no thing from another.
PLAIN = _normal(
    "default configurable automated automatic automatically period policy time duration value setting set total "
    "current currently about approximately long use used using based after until within than less more only also "
    "system service application app project platform each must should may allow allowed send receive get make "
    "take run connect operate operated work day hour minute second week month year bearer standard overall "
    "approximate amount number v mv kv ma w mw kw hz khz mhz ghz bps kbps mbps gbps "
    "per pro por par config configuration target goal maximum max minimum min limit nightly werden wird ab up down "
    "short shorter long longer configured select choose enter "
    "description notes comment beschreibung descripción purpose"
)
# What every part has of its own: whose it is the words above must tell.
WEAK = _normal(
    "memory ram disk storage space cpu core size length character file response request data usage critical high low "
    "medium slow fast warning average peak percentile p50 p90 p95 p99 rate limit limiting result entry value item "
    "error recommended recommend optimal suggested typical empfohlen recomendado recommandé speicher memoria mémoire "
    "datei archivo fichier object cron cronjob job worker"
)
# Headings that name no thing.
GENERIC = _normal(
    "configuration config overview setting reference introduction guide readme feature detail note general summary "
    "usage setup example option parameter policy strategy management requirement standard metric performance "
    "benchmark default target goal limit value key important best practice number table of contents technical resource "
    "hardware environment information info specification spec"
)
# A rate that was measured, and is no limit.
MEASURED = _normal("throughput load sustained benchmark performance measured durchsatz rendimiento débit")


def strong(thing: Iterable[str], product: frozenset[str]) -> frozenset[str]:
    """The words that tell a thing from others; by the product's own name all things are called."""
    return frozenset(thing) - WEAK - _stems(product)


@cache
def _stems(product: frozenset[str]) -> frozenset[str]:
    return frozenset(word for name in product for word in normal(name))
