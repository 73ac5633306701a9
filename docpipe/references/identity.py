"""A corpus -> by which names its documents call the repository itself, and what a document speaks of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from docpipe.model import Corpus, Document, Fact
from docpipe.references.ground import Ground
from docpipe.references.sheet import Sheet

_CLONE = re.compile(r"git clone ([^\n`]{1,300})")
_REPOSITORY = re.compile(
    r"(?<![\w.])(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)[/:]([\w.-]+)/([\w.-]+?)(?:\.git)?(?=[/\s\"'`)#?>,;]|$)"
)
_CHECKOUT = re.compile(r"\bcd (?:~|/(?:home|Users)/[\w.-]{1,40})((?:/[\w.-]{1,80}){1,8})")
_MANY = 3  # documents that must agree where the repository is checked out
_FORGES = ("github.", "gitlab.", "bitbucket.", "codeberg.")
_YOURS = re.compile(r"your|<|username|my-|example", re.IGNORECASE)
_TICKED = re.compile(r"`([^`\n]{1,200})`")
_WORDS = re.compile(r"[A-Za-z][\w.-]+")
_ENTRANCE = re.compile(r"(?:readme|contributing|install(?:ation)?|getting[-_]started|development)\.\w+", re.IGNORECASE)
_HOST_PAGES = frozenset(
    {"features", "orgs", "apps", "marketplace", "sponsors", "settings", "topics", "about", "en", "user-attachments"}
)


class Identity:
    """What the repository is called: by its manifests, by the documents at its root, else by where people have it."""

    def __init__(self, corpus: Corpus, facts: Iterable[Fact]) -> None:
        """Manifests at the root speak first, then clones and links of the documents there."""
        root = [
            document for document in corpus.documents if "/" not in document.path and _ENTRANCE.fullmatch(document.path)
        ]
        manifests = [fact.value for fact in facts if fact.attribute == "repository" and fact.path.count("/") <= 1]
        self.names: set[str] = {
            name for value in manifests for _, name in _REPOSITORY.findall("github.com/" + value.partition(":")[2])
        }
        self.names.update(name for value in manifests for _, name in _REPOSITORY.findall(value))
        for document in root:
            self.names.update(_cloned(document.source.text))
            links = _repositories(document)
            top = links.most_common(1)
            if top and (top[0][1] > 1 or not self.names):
                self.names.add(top[0][0])
        self.names = {name for name in self.names if name and not _YOURS.search(name)}
        self._published = frozenset(self.names)
        if not self.names:
            self.names.update(_checkout(corpus))

    def is_elsewhere(self, document: Document) -> bool:
        """Whether the document speaks of another repository more than of this one."""
        if not self._published:
            return False
        links = _repositories(document)
        others = [(count, name) for name, count in links.items() if name not in self._published]
        return bool(others) and max(others)[0] >= 2 and max(others)[0] > sum(links[name] for name in self._published)


class Folders:
    """Folders of a tree by name, for finding those that a document names."""

    def __init__(self, ground: Ground) -> None:
        """Index the folders near the root by their own names."""
        self._ground = ground
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        for folder in sorted(ground.folders - {""}):
            if "/" not in folder:
                self._by_name[folder.rpartition("/")[2].lower()].append(folder)

    def named(self, sheet: Sheet) -> tuple[str, ...]:
        """Folders that a document names in code, in its headings or in its own path: its commands may run there."""
        said = {code.strip("./ ") for code in _TICKED.findall(sheet.document.source.text)}
        found = {folder for folder in said if folder and folder in self._ground.folders}
        path = sheet.document.path.rpartition(".")[0].replace("_", " ").replace("-", " ")
        headings = (section.heading.text for section in sheet.document.sections if section.heading)
        for word in {word.lower() for text in (path, *headings) for word in _WORDS.findall(text)}:
            found.update(self._by_name.get(word, ()))
        return tuple(sorted(found, key=lambda folder: (folder.count("/"), folder)))


def _checkout(corpus: Corpus) -> Iterator[str]:
    """The folder outside the tree, in somebody's home, to which most documents change before their commands."""
    inside = {folder.rpartition("/")[2] for folder in corpus.tree.folders}
    found = Counter(
        name
        for document in corpus.documents
        for name in {path.rpartition("/")[2] for path in _checkouts(document.source.text)}
        if name not in inside and not _YOURS.search(name)
    )
    top = found.most_common(2)
    if top and top[0][1] >= _MANY and (len(top) == 1 or top[0][1] > top[1][1]):
        yield top[0][0]


def _checkouts(text: str) -> list[str]:
    return _CHECKOUT.findall(text) if "cd ~" in text or "cd /" in text else []


def _cloned(text: str) -> Iterator[str]:
    """Names of the repositories that a text clones."""
    for match in _CLONE.finditer(text):
        for word in match[1].split():
            if "/" in word and not word.startswith("-"):
                yield word.rstrip("/\"'").rpartition("/")[2].removesuffix(".git")
                break


def _repositories(document: Document) -> Counter[str]:
    """How often a document names each repository of a forge."""
    text = document.source.text
    found = _REPOSITORY.findall(text) if any(forge in text for forge in _FORGES) else ()
    return Counter(name for owner, name in found if owner not in _HOST_PAGES and not _YOURS.search(owner))
