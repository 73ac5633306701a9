"""Documents that nothing links to, and scripts and settings that nothing names. Listed, never judged."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal

from docpipe.model import Corpus, Orphan
from docpipe.references.names import is_vendored
from docpipe.references.sources import Sources
from docpipe.text.outgoing import Leads, leads
from docpipe.text.sites import resolver_of

_SCRIPT = re.compile(
    r"\.(?:sh|bash|zsh|fish|ps1|bat|cmd)$"
    r"|(?:^|/)(?:scripts?|bin|tools?|hack|ci)/(?:[^/]+/)*[^/]+\.(?:py|js|mjs|cjs|ts|rb|pl)$"
)
_SETTINGS = re.compile(r"\.(?:ya?ml|toml|ini|cfg|conf|properties)$|(?:^|/)(?:Docker|Container)file\.[\w.-]+$")
# Settings that tools look for by name or by folder, so that nobody needs to name them.
_LOOKED_FOR = re.compile(
    r"(?:^|/)(?:\.[^/]+(?:/.*)?|_[^/]*|(?:docker-)?compose\.ya?ml|mkdocs\.ya?ml|pyproject\.toml|setup\.cfg|tox\.ini|pytest\.ini"
    r"|mypy\.ini|ruff\.toml|Cargo\.toml|Chart\.ya?ml|values\.ya?ml|codecov\.ya?ml|hugo\.\w+|config\.\w+|pnpm-workspace\.ya?ml"
    r"|netlify\.toml|fly\.toml|book\.toml|rust-toolchain\.toml|__\w+__\.\w+)$"
    r"|(?:^|/)(?:templates?|charts?|crds?|manifests?|fixtures?|testdata|tests?|data|examples?|samples?|locales?|i18n|k8s"
    r"|translations|migrations|roles|kubernetes|base|overlays|config|conf|content|static|assets|snapshots)/"
)
_ENTRANCE = re.compile(
    r"(?:^|/)(?:readme|index|_index|home|_sidebar|summary|contributing|security|support|changelog|license|code[-_]of[-_]conduct)\.\w+$",
    re.IGNORECASE,
)
_PLACED = frozenset(
    {"menu", "weight", "sidebar_position", "sidebar_label", "nav_order", "parent", "order", "id", "slug"}
)
# A run of a name's characters with a dot in it; and, read backwards, where the ending of a file's name is in one. Both
# in linear time: texts hold runs of many thousand characters.
_RUN = re.compile(r"(?<![\w.-])[\w-]*+\.[\w.-]++")
_ENDING = re.compile(r"(?<!\w)\w++\.\w")


def find(corpus: Corpus, sources: Sources | None = None, led: Leads | None = None) -> tuple[Orphan, ...]:
    """Every orphan in path order; scripts and settings only where the code can be searched.

    `led` says where documents lead to, where somebody has followed their links already.
    """
    spoken = _spoken(corpus)
    led = leads(corpus.documents, resolver_of(corpus)) if led is None else led
    found = [*_documents(corpus, {path for ways in led.values() for _, path, _ in ways}, spoken, sources)]
    if sources and sources.readable:
        found.extend(_files(corpus, spoken, sources))
    return tuple(sorted(found, key=lambda orphan: orphan.path))


def _documents(
    corpus: Corpus, linked: set[str], spoken: Mapping[str, set[str]], sources: Sources | None
) -> Iterator[Orphan]:
    """Living documents that no other document links to or names, and that no navigation places."""
    alone = [
        document.path
        for document in corpus.documents
        if document.role == "living"
        and document.path not in linked
        and not _ENTRANCE.search(document.path)
        and not (document.front_matter and _PLACED.intersection(document.front_matter.data))
        and not spoken.get(posixpath.basename(document.path), set()) - {document.path}
    ]
    named = sources.naming({posixpath.basename(path) for path in alone}) if sources and alone else {}
    for path in alone:
        if posixpath.basename(path) not in named:
            yield Orphan(path, "document", "no document links to it or names it, and no navigation does")


def _files(corpus: Corpus, spoken: Mapping[str, set[str]], sources: Sources) -> Iterator[Orphan]:
    """Scripts and settings that no document, CI job, manifest or code names."""
    candidates = [path for path in corpus.tree.files if not is_vendored(path) and _is_asked(path)]
    unspoken = [path for path in candidates if posixpath.basename(path) not in spoken]
    words = {path: {posixpath.basename(path), posixpath.basename(path).partition(".")[0]} for path in unspoken}
    named = sources.naming({word for path in unspoken for word in words[path]})
    for path in unspoken:
        if not {other for word in words[path] for other in named.get(word, ())} - {path}:
            kind: Literal["script", "settings"] = "script" if _SCRIPT.search(path) else "settings"
            yield Orphan(path, kind, "no document, CI job, manifest or code names it")


def _is_asked(path: str) -> bool:
    """Whether somebody should name the file: a script, or settings that no tool looks for."""
    return not _LOOKED_FOR.search(path) and bool(_SCRIPT.search(path) or _SETTINGS.search(path))


def _spoken(corpus: Corpus) -> Mapping[str, set[str]]:
    """File names that documents speak of, and the documents that do."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    known: dict[str, frozenset[str]] = {}
    for document in corpus.documents:
        digest = document.source.sha256
        if digest not in known:
            known[digest] = file_names(document.source.text)
        for name in known[digest]:
            found[name].add(document.path)
    return found


def file_names(text: str) -> frozenset[str]:
    """All that stands in `text` and looks like the name of a file: letters, a dot, and an ending."""
    names = set()
    for run in {*_RUN.findall(text)}:
        if ending := _ENDING.search(run[::-1]):
            names.add(run[: len(run) - ending.start()])
    return frozenset(names)
