"""A folder -> its tree, the Markdown in it that is worth reading, and what was left out and why. Reads no document."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from docpipe.config import Config, CrawlConfig
from docpipe.crawl.links import Found, Missing, Tracer
from docpipe.crawl.listing import OTHER_REPOSITORY, list_names
from docpipe.crawl.names import folders_above, is_markdown, printable
from docpipe.crawl.output import own_output
from docpipe.crawl.patterns import configured
from docpipe.crawl.vendored import is_vendored
from docpipe.errors import PathError
from docpipe.git import Repository
from docpipe.model import Entry, Skipped, Tree


@dataclass(frozen=True, slots=True)
class Crawl:
    """What a crawl found, before any document is read.

    `tree` knows no history yet. `entries` and `skipped` are in path order. `revision` names the state of git's
    history: where it is equal, so is the history; None where there is none. `state` is a digest of every file's name,
    size and time of change: where it is equal, nothing below the root has been touched.
    """

    tree: Tree
    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    repository: Repository | None
    revision: str | None
    state: str


def find(root: Path, config: Config) -> Crawl:
    """All that lies below `root`. Raises PathError where that is no folder, ConfigError for unusable patterns."""
    if not root.is_dir():
        raise PathError(f"{root} is not a folder", "name the folder that holds the documentation")
    root = root.resolve()
    refusal = _refusal(config.crawl)
    listing = list_names(root)
    own = own_output(root, listing.names)
    tracer = Tracer(root)
    things = {name: tracer.look(name) for name in sorted(listing.names) if name not in own}
    folders = _folders(things)
    skipped = {**listing.unseen, **_no_documents(things, folders, refusal)}
    documents = {name: found for name, found in _files(things).items() if is_markdown(name) and name not in skipped}
    skipped |= _doubles(documents)
    path = printable({**things, **skipped, **dict.fromkeys(folders)})
    entries = [_entry(path[name], found) for name, found in documents.items() if name not in skipped]
    return Crawl(
        tree=Tree(
            root=str(root),
            files=tuple(sorted(path[name] for name in _files(things))),
            folders=tuple(sorted(path[name] for name in folders)),
            git=_depth(listing.repository),
        ),
        entries=tuple(sorted(entries, key=lambda entry: entry.path)),
        skipped=tuple(sorted(Skipped(path[name], why) for name, why in skipped.items())),
        notes=listing.notes,
        repository=listing.repository,
        revision=_revision(listing.repository),
        state=_state(things),
    )


def _state(things: Mapping[str, Found | Missing]) -> str:
    digest = hashlib.sha256()
    for name, found in _files(things).items():
        row = f"{name}\0{found.status.st_size}\0{found.status.st_mtime_ns}\n"
        digest.update(row.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _refusal(config: CrawlConfig) -> Callable[[str], str | None]:
    """Why the user or custom wants a file left out, by its name; None if it is wanted."""
    include, exclude = configured({"crawl.include": config.include, "crawl.exclude": config.exclude})

    def refusal(name: str) -> str | None:
        if exclude and exclude.match_file(name):
            return "excluded by docpipe.toml"
        if is_vendored(name.rpartition("/")[0]) and not (include and include.match_file(name)):
            return "vendored"
        return None

    return refusal


def _files(things: Mapping[str, Found | Missing]) -> dict[str, Found]:
    return {name: thing for name, thing in things.items() if isinstance(thing, Found) and thing.kind == "file"}


def _folders(things: Mapping[str, Found | Missing]) -> set[str]:
    """Every folder that holds a listed file, submodules, and symbolic links to folders."""
    links = {name for name, thing in things.items() if isinstance(thing, Found) and thing.kind == "folder"}
    return folders_above(_files(things).keys() | links) | links


def _no_documents(
    things: Mapping[str, Found | Missing], folders: set[str], refusal: Callable[[str], str | None]
) -> dict[str, str]:
    """Name -> why it is not read: submodules, and all that is called Markdown and is no file or not wanted."""
    reasons: dict[str, str | None] = {}
    for name, thing in things.items():
        if isinstance(thing, Missing):
            reasons[name] = thing.reason if is_markdown(name) else None
        elif thing.kind == "file":
            unlisted = None if thing.name in things else "a symbolic link to what is ignored, or is no source"
            reasons[name] = refusal(name) or unlisted if is_markdown(name) else None
        elif thing.name == name:  # among what git lists as files, only a submodule is a real folder
            reasons[name] = OTHER_REPOSITORY
        elif is_markdown(name):
            reasons[name] = "a symbolic link to a folder"
    reasons |= {folder: "a folder" for folder in folders if is_markdown(folder) and folder not in things}
    return {name: reason for name, reason in reasons.items() if reason}


def _doubles(documents: Mapping[str, Found]) -> dict[str, str]:
    """Name -> why it is no document: a symbolic link, or a name that differs in case only, of a file read elsewhere."""
    skipped: dict[str, str] = {}
    readers: dict[str, str] = {name: name for name, found in documents.items() if found.name == name}
    for name, found in documents.items():
        reader = readers.setdefault(found.name, name)
        if reader != name:
            skipped[name] = f"a symbolic link to {reader}, which is read there"
    spellings: dict[tuple[str, int, int], str] = {}
    for name, found in documents.items():
        if name not in skipped:
            key = (unicodedata.normalize("NFC", name).casefold(), found.status.st_dev, found.status.st_ino)
            first = spellings.setdefault(key, name)
            if first != name:
                skipped[name] = f"the same file as {first}: the names differ in case only"
    return skipped


def _entry(path: str, found: Found) -> Entry:
    return Entry(path, found.location, found.status.st_size, found.status.st_mtime_ns)


def _depth(repository: Repository | None) -> Literal["full", "shallow"] | None:
    if repository is None:
        return None
    return "full" if repository.boundary is None else "shallow"


def _revision(repository: Repository | None) -> str | None:
    if repository is None or repository.head is None:
        return None
    if repository.boundary is None:
        return repository.head
    return repository.head + "-" + hashlib.sha256("".join(sorted(repository.boundary)).encode()).hexdigest()[:16]
