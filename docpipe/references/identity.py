"""A corpus -> by which names its documents call the repository itself, and which folders a document speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docpipe.model import Corpus
from docpipe.references.ground import Ground
from docpipe.references.sheet import Sheet

_CLONE = re.compile(r"git clone ([^\n`]{1,300})")
_SLUG = re.compile(r"(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/[\w.-]+/([\w.-]+?)(?:\.git)?(?=[/\s\"'`)#?>]|$)")
_TICKED = re.compile(r"`([^`\n]{1,200})`")
_WORDS = re.compile(r"[A-Za-z][\w.-]+")


def own_names(corpus: Corpus) -> frozenset[str]:
    """Names of this repository: the one that clones and links of its documents name most, if one leads clearly."""
    cloned: Counter[str] = Counter()
    linked: Counter[str] = Counter()
    for document in corpus.documents:
        text = document.source.text
        if "git clone" in text:
            cloned.update({name for match in _CLONE.finditer(text) for name in _repository(match[1])})
        linked.update({match[1] for match in _SLUG.finditer(text)})
    names = set()
    for votes in (cloned, linked):
        ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
        if ranked and ranked[0][1] >= 2 and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            names.add(ranked[0][0])
    return frozenset(names)


def _repository(arguments: str) -> Iterator[str]:
    """The repository's name in the arguments of a clone."""
    for word in arguments.split():
        if "/" in word and not word.startswith("-"):
            yield word.rstrip("/\"'").rpartition("/")[2].removesuffix(".git")
            return


def named_folders(sheet: Sheet, ground: Ground) -> tuple[str, ...]:
    """Folders that a document names in code, in its headings or in its own path: its commands may run there."""
    found: set[str] = set()
    said = {code.strip("./ ") for prose in sheet.prose for code in _TICKED.findall(prose.text)}
    titles = {
        word.lower()
        for section in sheet.document.sections
        if section.heading
        for word in _WORDS.findall(section.heading.text)
    }
    titles |= {
        word.lower()
        for word in _WORDS.findall(sheet.document.path.rpartition(".")[0].replace("_", " ").replace("-", " "))
    }
    for folder in ground.folders:
        if folder and (folder in said or (folder.count("/") < 2 and folder.rpartition("/")[2].lower() in titles)):
            found.add(folder)
    return tuple(sorted(found, key=lambda folder: (folder.count("/"), folder)))
