"""Documents and the tree -> how the site's addresses map to files, learnt from the links that work.

No generator's configuration is read: a folder is a site's root if enough of the documents' own links say so.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from docpipe.model import Corpus, Document
from docpipe.text.links import SOURCE_ENDINGS, Resolver, Site

ENOUGH = 3  # distinct links that must work before a folder counts as a root of the site
_FORGE = re.compile(r"(?:raw\.)?(?:github(?:usercontent)?|gitlab|bitbucket|codeberg)\.(?:com|org)/")
_SHELF = 10  # distinct images that must lie so before a folder counts as the one where images are
_MOST = 0.6  # share of a URL's distinct pages that must be found before the URL counts as the project's own
_NUMBERED = re.compile(r"(^|/)\d+[-_.](?=[^/\d])")
_URL = re.compile(r"https?://([^/?#]+/[^?#]*)")
_REVISION = re.compile(r"(?:/(?:blob|tree|raw|edit)|^raw\.[^/]+/[^/]+/[^/]+)/([^/]+)/")
_DEPTH = 4  # segments of a URL before the path it shows: `owner/repository/blob/main`


def resolver_of(corpus: Corpus) -> Resolver:
    """The resolver for a corpus, with the site's conventions as its documents show them."""
    anchors = {document.path: document.anchors for document in corpus.documents}
    addresses = dict(_addresses(corpus.documents))
    plain = Resolver(corpus.tree.files, corpus.tree.folders, anchors, Site(addresses=addresses))
    parents = _parents(corpus)
    targets = sorted(
        {link.target for document in corpus.documents for section in document.sections for link in section.links}
    )
    roots = _roots(plain, parents, targets)
    site = Site(roots, addresses, _bases(plain, parents, targets), _shelves(plain, corpus.documents))
    return Resolver(corpus.tree.files, corpus.tree.folders, anchors, site)


def _addresses(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Addresses that differ from a file's path: aliases, slugs and ids of front matter, and numbers left out."""
    for document in documents:
        folder, stem = posixpath.split(posixpath.splitext(document.path)[0])
        unnumbered = _NUMBERED.sub(r"\1", posixpath.join(folder, stem))
        if unnumbered != posixpath.join(folder, stem):
            yield unnumbered.lower(), document.path
        data = document.front_matter.data if document.front_matter else {}
        for key in ("slug", "id", "permalink", "url", "aliases", "redirect_from"):
            value = data.get(key)
            for address in value if isinstance(value, list) else [value]:
                if isinstance(address, str) and address.strip("/"):
                    yield _address(folder, address), document.path
                    yield _address(folder, address.lstrip("/")), document.path


def _address(folder: str, address: str) -> str:
    """An address of front matter: from the site's root if it begins with a slash, else from the document's folder."""
    whole = address if address.startswith("/") else posixpath.join(folder, address)
    return posixpath.normpath(whole).strip("/").lower()


def _parents(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Where each name stands: the folders that hold a file or folder of that name, endings of documents left out.

    Folders of versioned or translated copies are no site's root: `/x` means the current page.
    """
    copies = {document.path for document in corpus.documents if document.role == "copy"}
    frozen = {posixpath.dirname(path) for path in copies}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in (*corpus.tree.folders, *corpus.tree.files):
        folder, name = posixpath.split(path)
        if path in copies or path in frozen or folder in frozen:
            continue
        stem, ending = posixpath.splitext(name)
        found[name].add(folder)
        if ending in SOURCE_ENDINGS:
            found[stem].add(folder)
    return {name: tuple(sorted(folders)) for name, folders in found.items()}


def _roots(resolver: Resolver, parents: Mapping[str, tuple[str, ...]], targets: Iterable[str]) -> tuple[str, ...]:
    """The folders that links beginning with a slash count from, the repository's root first."""
    votes: Counter[str] = Counter()
    for address in sorted({_path_of(target) for target in targets if re.match(r"/[^/]", target)}):
        votes.update(_homes(resolver, parents, address))
    learnt = (root for root, count in votes.most_common() if count >= ENOUGH and root)
    return ("", *sorted(learnt, key=lambda root: (-votes[root], root)))


def _bases(resolver: Resolver, parents: Mapping[str, tuple[str, ...]], targets: Iterable[str]) -> Mapping[str, str]:
    """Beginnings of URLs under which the tree's own files are shown, the longest first."""
    votes: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for url in sorted({found[1] for target in targets if (found := _URL.match(target))}):
        steps = url.rstrip("/").split("/")
        for depth in range(1, min(_DEPTH + 2, len(steps) - 1)):
            base = "/".join(steps[:depth]) + "/"
            if _is_moving(base):
                asked.update((base, parent) for parent in parents.get(steps[depth], ()))
                homes = _homes(resolver, parents, "/".join(steps[depth:]), pages=not _FORGE.match(base))
                votes.update((base, home) for home in homes)
    own: dict[str, str] = {}
    for (base, home), count in sorted(votes.items(), key=lambda vote: (-len(vote[0][0]), -vote[1], vote[0])):
        if count >= ENOUGH and count >= _MOST * asked[base, home]:
            own.setdefault(base, home)
    return own


def _shelves(resolver: Resolver, documents: Iterable[Document]) -> Mapping[str, tuple[str, ...]]:
    """Folders of images that documents at any depth name as if they lay beside them, as some generators have it."""
    votes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    against: set[str] = set()
    for document in documents:
        folder = posixpath.dirname(document.path)
        for address in {
            _path_of(link.target) for part in document.sections for link in part.links if "image" in link.kind
        }:
            first, slash, _ = address.partition("/")
            if not slash or first in ("", ".", "..") or first.endswith(":"):
                continue
            if resolver.lookup(posixpath.join(folder, address)):
                against.add(first)
            above = posixpath.dirname(folder)
            while above and not resolver.lookup(posixpath.join(above, address)):
                above = posixpath.dirname(above)
            if above:
                votes[first, above].add(address)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for (first, above), addresses in sorted(votes.items()):
        if len(addresses) >= _SHELF and first not in against:
            found[first].append(above)
    return {first: tuple(folders) for first, folders in found.items()}


def _is_moving(base: str) -> bool:
    """Whether what a URL shows moves with the repository: not a tag's or a commit's own state."""
    match = _REVISION.search(base)
    return match is None or match[1] in ("main", "master", "HEAD", "develop", "dev", "trunk")


def _homes(
    resolver: Resolver, parents: Mapping[str, tuple[str, ...]], address: str, *, pages: bool = False
) -> Iterator[str]:
    """The folders from which an address of two steps or more leads to something, or to a document."""
    steps = address.strip("/").split("/")
    if len(steps) < 2:
        return
    for folder in parents.get(steps[0], ()):
        found = resolver.lookup(posixpath.join(folder, *steps))
        if found and (not pages or (resolver.index_of(found.path) or found.path).endswith(SOURCE_ENDINGS)):
            yield folder


def _path_of(target: str) -> str:
    return target.partition("#")[0].partition("?")[0]
