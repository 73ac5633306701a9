"""What every kind of conflict may ask about a claim: its document's role and date, its component, the evidence.

Comes in: documents, evidence, tree. Goes out: indexes over them. It judges nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from docpipe.model import Document, Fact, Kind, Tree
from docpipe.text.wordlists import words

_MANIFESTS = words(
    "package.json pyproject.toml go.mod Cargo.toml pom.xml build.gradle composer.json Gemfile Chart.yaml setup.py"
)
_README = words("readme.md readme.mdx readme.markdown")
_CODE = words("py js ts jsx tsx mjs go rs java kt cs rb php c cc cpp h hpp swift scala ex exs sol lua")
_COMMON_FOLDERS = words(
    "backend frontend server client common shared library plugins packages examples scripts website testing "
    "integration integrations"
)
# Folders of code that serve the whole: what their README says is said of all of it.
_ASIDE = _COMMON_FOLDERS | words(
    "src lib app docs doc documentation script tools tests test example deploy deployment deployments infra "
    "infrastructure k8s config configs docker monitoring utils core internal pkg cmd api apis web service services "
    "component components module modules agent agents db database model models"
)
_DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-_.]?(?:0\d|1[0-2])[-_.]?(?:[0-2]\d|3[01])(?!\d)(?:[-_T]\d{4}(?:\d\d)?(?!\d))?"
)
_ARCHIVE = words("archive archives archived old legacy deprecated obsolete history historical backup backups")
_COMMON = words("api app web frontend backend server service platform docs the a of for and")
_DOCUMENTATION = words("docs doc documentation docs-site site-docs docs_site documentation-site wiki website site")
_SHORT = 300  # characters of a text whose words are remembered
_EXAMPLES = words(
    "example examples sample samples demo demos test tests testing e2e benchmark benchmarks fixtures tutorial tutorials"
)
_TOKEN = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")


def tokens(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers; camel case, hyphens and underscores part words."""
    return _tokens(text) if len(text) <= _SHORT else _split(text)


def _split(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(_CAMEL.sub(" ", text).lower()))


_tokens = lru_cache(16_384)(_split)  # subjects, headings and paths come again and again


@dataclass(slots=True)
class World:
    """Documents and evidence, indexed."""

    documents: dict[str, Document]
    evidence: tuple[Fact, ...]
    tree: Tree
    components: frozenset[str] = frozenset()
    manifested: frozenset[str] = frozenset()
    by_kind: dict[tuple[Kind, str], list[Fact]] = field(default_factory=lambda: defaultdict(list))
    _component: dict[str, str] = field(default_factory=dict)
    _silent: dict[str, bool] = field(default_factory=dict)
    _product: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def product(self) -> frozenset[str]:
        """The words by which the repository calls itself: they tell no subject from another."""
        return self._product

    def archived(self, path: str) -> bool:
        """Whether a folder, or a middle part of the file's name (`compose.old.yml`), says that it is history."""
        *folders, name = path.split("/")
        return any(part.strip("._").lower() in _ARCHIVE for part in (*folders, *name.split(".")[1:-1]))

    def aside(self, path: str) -> bool:
        """Whether a file lies among examples, tests or benchmarks, which use what the project itself need not."""
        return any(not _EXAMPLES.isdisjoint(tokens(folder)) for folder in path.split("/")[:-1])

    def silent(self, path: str) -> bool:
        """Whether a document's claims count for nothing: copies, generated text, templates, archives, drafts."""
        if path not in self._silent:
            self._silent[path] = self._is_silent(path)
        return self._silent[path]

    def _is_silent(self, path: str) -> bool:
        document = self.documents[path]
        if document.role in ("copy", "generated", "protected") or document.damaged:
            return True
        if document.front_matter and str(document.front_matter.data.get("draft", "")).lower() == "true":
            return True
        return self.archived(path)

    def current(self, facts: Iterable[Fact]) -> bool:
        """Whether any of the claims stands in a document that speaks of now: records alone are history."""
        return any(self.documents[fact.path].role != "record" for fact in facts)

    def snapshot(self, path: str) -> str:
        """What makes two claims contemporary: "" for living documents, else the record's date or its path."""
        return (self.date(path) or path) if self.documents[path].role == "record" else ""

    def date(self, path: str) -> str:
        """The date in a record's path; "" for other documents and records without one."""
        match = _DATE.search(path) if self.documents[path].role == "record" else None
        return match[0] if match else ""

    def ending(self, path: str) -> str:
        """A file of the tree whose path ends like this, "" if none does."""
        if not self._by_name:
            for file in self.tree.files:
                self._by_name[file.rsplit("/", 1)[-1]].append(file)
        found = [
            file for file in self._by_name.get(path.rsplit("/", 1)[-1], ()) if file.endswith(f"/{path}") or file == path
        ]
        return found[0] if found else ""

    def component(self, path: str) -> str:
        """The part of the system that a file is of: the nearest above it, or one below that which its name tells of.

        "" is the repository itself.
        """
        if path not in self._component:
            above = self.above(path)
            self._component[path] = self._about(path, above) or above
        return self._component[path]

    def above(self, path: str) -> str:
        """The nearest folder above a path that holds a manifest or is introduced by a README of its own."""
        folder = path.rpartition("/")[0]
        home = folder
        while folder and (folder not in self.components or (folder != home and self._is_site(folder, path))):
            folder = folder.rpartition("/")[0]
        return folder

    def _is_site(self, folder: str, path: str) -> bool:
        """Whether a manifest is only what makes the documentation: a page below it speaks of what lies above."""
        return path in self.documents and folder.rsplit("/", 1)[-1].lower() in _DOCUMENTATION

    def _about(self, path: str, above: str) -> str:
        """The one component below the folder `above` that a document has in its name or path, "" for none."""
        words = set(tokens(path.removeprefix(above)))
        own = f" {' '.join(tokens(path.rsplit('/', 1)[-1]))} "
        found = {
            folder
            for folder in self.components
            if folder.startswith(f"{above}/" if above else "")
            if len(name := folder.rsplit("/", 1)[-1].lower()) > 5
            and name not in _COMMON_FOLDERS
            and (folder in self.manifested or len(tokens(name)) > 1)  # else an everyday word, hardly a name
            and (name in words or f" {' '.join(tokens(name))} " in own)
        }
        return min(found, key=lambda folder: (folder.count("/"), folder)) if found else ""


def world(documents: Sequence[Document], evidence: tuple[Fact, ...], tree: Tree) -> World:
    """Index documents and evidence."""
    manifested = frozenset(path.rpartition("/")[0] for path in tree.files if path.rsplit("/", 1)[-1] in _MANIFESTS)
    components = (manifested | _introduced(tree, documents)) - {""}
    found = World({document.path: document for document in documents}, evidence, tree, components, manifested)
    found.files = frozenset(tree.files)
    names = {fact.value for fact in evidence if fact.attribute == "package name" and "/" not in fact.path}
    heads = [document.title for document in documents if document.path.lower() in ("readme.md", "readme.mdx")]
    found._product = (
        frozenset(
            word
            for name in (*names, *(head.split(" - ")[0].split(":")[0] for head in heads[:1]))
            for word in tokens(name)
        )
        - _COMMON
    )
    for fact in evidence:
        found.by_kind[fact.kind, fact.attribute].append(fact)
    return found


def _introduced(tree: Tree, documents: Sequence[Document]) -> set[str]:
    """Folders of code that a README of their own introduces: what it says is said of them."""
    coded = {path.rpartition("/")[0] for path in tree.files if path.rpartition(".")[2].lower() in _CODE}
    coded |= {folder.rpartition("/")[0] for folder in coded}
    readmes = (document.path for document in documents if document.path.rsplit("/", 1)[-1].lower() in _README)
    introduced = {path.rpartition("/")[0] for path in readmes}
    return {folder for folder in introduced & coded if folder.rsplit("/", 1)[-1].lower() not in _ASIDE}


def apart(left: str, right: str) -> bool:
    """Whether two components are two parts of the system, neither of them within the other or the whole."""
    return bool(left and right) and not f"{left}/".startswith(f"{right}/") and not f"{right}/".startswith(f"{left}/")


def together(left: Iterable[str], right: Iterable[str]) -> bool:
    """Whether two scopes can hold at once: no dimension that both name has disjoint values."""
    mine, theirs = _dimensions(left), _dimensions(right)
    return all(mine[name] & theirs[name] for name in mine.keys() & theirs.keys())


def _dimensions(scope: Iterable[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in scope:
        name, _, value = entry.partition(":")
        if name in ("env", "compose", "version", "edition"):
            found[name].add(value)
    return found


@lru_cache(4096)  # few scopes, asked of each fact by many kinds
def state(scope: tuple[str, ...]) -> frozenset[str]:
    """The states that a scope names: past, target, example."""
    return frozenset(entry[6:] for entry in scope if entry.startswith("state:"))
