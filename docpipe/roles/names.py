"""A path or a title -> the words in it, folded so that `Résumé_Final.md` and `RESUME-final.md` are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ACCENT = re.compile("[\u0300-\u036f]+")
_NO_WORD = re.compile(r"[\W\d_]+")
# CamelCase parts, runs of letters, numbers.
_PART = re.compile(r"[A-ZÀ-Þ]+(?![a-zß-ÿ])|[A-ZÀ-Þ]?[a-zß-ÿ]+|[^\W\d_A-Za-zÀ-ÿ]+|\d+")
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])(?:[-_.]?(?:0[1-9]|[12]\d|3[01]))?(?!\d)"
    r"|(?<!\d)(?:0[1-9]|[12]\d|3[01])[-_.](?:0[1-9]|1[0-2])[-_.](?:19|20)\d\d(?!\d)"
)
_STEP = r"(?:phase|sprint|week|kw|task|issue|ticket|milestone|iteration|session|pr|stage|wave|batch|round)"
_NUMBERED = re.compile(rf"(?:^|[-_ .]){_STEP}[-_ .]?[0-9]+[a-z]?(?![a-z])")
_STEP_HEADING = re.compile(rf"[^a-z]{{0,8}}{_STEP}[-_ .#]{{0,2}}[0-9]")


def folded(text: str) -> str:
    """Lower case, without accents."""
    if text.isascii():
        return text.lower()
    return _ACCENT.sub("", unicodedata.normalize("NFKD", text.casefold()))


def plain_words(text: str) -> str:
    """The words of a heading with one space between them; numbers, signs and emoji go."""
    return _NO_WORD.sub(" ", folded(text)).strip()


def stem(path: str) -> str:
    """The file name without folder and last suffix."""
    return path.rpartition("/")[2].rpartition(".")[0]


def parts(name: str) -> tuple[str, ...]:
    """The words and numbers of a name."""
    return tuple(folded(part) for part in _PART.findall(unicodedata.normalize("NFC", name)))


@lru_cache(maxsize=65536)
def folders(path: str) -> tuple[str, ...]:
    """The folded names of the folders above a file, outermost first."""
    return tuple(folded(folder) for folder in path.split("/")[:-1])


def date_in(name: str) -> str | None:
    """The first date written in a name: year and month at least, or day, month and year."""
    found = _DATE.search(name)
    return found[0] if found else None


def is_step(heading: str) -> bool:
    """Whether a folded heading begins with a numbered step of a plan."""
    return _STEP_HEADING.match(heading) is not None


def numbered_in(name: str) -> str | None:
    """A numbered step of a plan in a name: `phase-2`, `TASK_17`, `sprint 4`."""
    found = _NUMBERED.search(folded(name))
    return found[0].strip("-_ .") if found else None
