"""What stands around a statement -> the scope it holds in: environment, state, compose file, and so on.

A scope is a tuple of `dimension:value`. Two facts can hold together only if no dimension has disjoint values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from docpipe.model import Document
from docpipe.text import environments

_WORD = re.compile(r"[^\W_]+")
_STATES = {
    "past": "before previous previously old older formerly former legacy was used-to vorher früher antes avant 之前 旧",
    "target": "target targets goal goals planned future proposed proposal roadmap ziel objetivo objectif 目标 计划",
    "example": "example examples sample e.g beispiel ejemplo exemple 例 示例 template placeholder mock fixture",
}
_STATE = {word: state for state, words in _STATES.items() for word in words.split()}
_FOLDERS = {
    "example": "example examples sample samples template templates fixture fixtures testdata mock mocks demo "
    "issue_template perf bench benchmark benchmarks",
    "target": "proposal proposals rfc rfcs draft drafts",
}
_FOLDER = {word: state for state, words in _FOLDERS.items() for word in words.split()}
_RELEASE = re.compile(
    r"(?:\bv|\b(?:version|release|upgrade|upgrading)[ _-]?(?:to[ _-])?v?)(\d{1,3}[._]\d{1,3})(?![\d+])", re.IGNORECASE
)
_VERSION_FOLDER = re.compile(r"^\d{1,3}(?:\.\d{1,3}){1,2}(?:\.x)?$")
_RENAMED = re.compile(
    r"\((?:formerly|previously|ehemals|vormals|früher|anciennement|antes|anteriormente)\b[^()]{0,80}\)", re.IGNORECASE
)  # an old name in brackets dates the name, not what stands below
_TITLE = 5  # words that a heading or label has at most
_NOTHING: frozenset[str] = frozenset()
_COMPOSE = re.compile(r"[\w./-]*compose[\w.-]*\.ya?ml")


@lru_cache(maxsize=4096)
def _of_words(text: str) -> frozenset[str]:
    found = {f"env:{name}" for name in environments.in_words(text)}
    given = _WORD.findall(text.lower())
    for word in given:
        # "Before" above a list is a state; "before you begin" in a sentence is none.
        if word in _STATE and (len(given) <= _TITLE or _STATE[word] == "example"):
            found.add(f"state:{_STATE[word]}")
    return frozenset(found)


def of_section(document: Document, trail: tuple[str, ...]) -> frozenset[str]:
    """Scope that a document's name and the headings above give to all that stands below."""
    found = _of_path(document.path)
    # The innermost heading that names an environment decides: a guide for production may have a development section.
    for heading in trail:
        words, releases = _of_heading(heading)
        if words:
            found = (_without(found, "env:") if _names_environment(words) else found) | words
        if releases:
            found = _without(found, "version:") | releases
    return found


@lru_cache(maxsize=64)  # asked of every section of a document
def _of_path(path: str) -> frozenset[str]:
    name = path.rsplit("/", 1)[-1]
    found = {f"env:{word}" for word in environments.in_path(name.rpartition(".")[0]) if word != "test"}
    folders = path.lower().split("/")[:-1]
    found |= {f"state:{_FOLDER[folder]}" for folder in folders if folder in _FOLDER}
    return frozenset(
        found | _releases(path) | {f"version:{folder}" for folder in folders if _VERSION_FOLDER.match(folder)}
    )


@lru_cache(maxsize=1024)  # asked of every section below it
def _of_heading(heading: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a heading says, and the releases that it names."""
    words = _of_words(_RENAMED.sub("", heading) if "(" in heading else heading)
    return words, frozenset(_releases(heading))


def _releases(text: str) -> set[str]:
    """Releases that a path or a heading names; a number that only counts chapters is none."""
    return (
        {f"version:{number.replace('_', '.')}" for number in _RELEASE.findall(text)}
        if any(map(str.isdigit, text))
        else set()
    )


def narrowed(found: frozenset[str], texts: Iterable[str]) -> frozenset[str]:
    """A scope narrowed by what stands around a statement: an environment takes the place of one that is known."""
    for text in texts:
        words = _of_words(text) if text else _NOTHING
        if words:
            found = _without(found, "env:") if _names_environment(words) else found
            found |= words
    return found


def compose_files(raw: str) -> frozenset[str]:
    """The compose files that a line names."""
    files = _COMPOSE.findall(raw) if "compose" in raw else []
    return frozenset(f"compose:{name.rsplit('/', 1)[-1]}" for name in files)


def _names_environment(words: frozenset[str]) -> bool:
    return any(word.startswith("env:") for word in words)


def _without(found: frozenset[str], dimension: str) -> frozenset[str]:
    return frozenset(word for word in found if not word.startswith(dimension))
