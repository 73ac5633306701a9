"""Documents and the tree -> what documents name and the repository does not have."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from urllib.parse import unquote

from docpipe.model import Corpus, Document, Fact, Reference, Role
from docpipe.references import commands, lasting, links, names, paths, sheet, trees
from docpipe.references.dead import Dead, Kind
from docpipe.references.environment import Variables
from docpipe.references.ground import Ground
from docpipe.references.identity import Folders, Identity
from docpipe.references.imports import Packages
from docpipe.references.likeness import nearest, nearest_anchor
from docpipe.references.mentions import Mentions, collect
from docpipe.references.orphans import find as orphans
from docpipe.references.runnable import Runnable
from docpipe.references.sources import Sources
from docpipe.references.suggest import Suggester
from docpipe.references.walk import Walker
from docpipe.text.links import Resolver
from docpipe.text.sites import resolver_of

__all__ = ["find", "orphans"]

# Which kinds count in a document of a role. Records say what was or will be: a file that they name and nobody has is
# history, but a link that leads nowhere and a command that fails do so whenever they are tried: of paths, those that a
# command needs.
_FOLLOWED: frozenset[Kind] = frozenset({"link", "anchor", "command"})
_KINDS: Mapping[Role, frozenset[Kind]] = {
    "living": _FOLLOWED | {"path", "env", "symbol"},
    "agent": _FOLLOWED | {"path", "env", "symbol"},
    "record": _FOLLOWED | {"path"},
    "protected": _FOLLOWED,
}
# Documents that tell what was and what is instead, or what might be.
_CHANGES = re.compile(
    r"(?:^|[-_/. ])(?:migrat(?:e|ing|ion)[-_ ](?:guide|to|from|v?\d)|upgrad(?:e|ing)|release[-_ ]?notes?"
    r"|changelogs?|changes|what'?s[-_ ]new|breaking)(?:$|[-_/. ])|(?:^|[-_/. ])examples?\.\w+$",
    re.IGNORECASE,
)
_MOVING: frozenset[Kind] = frozenset({"path", "link", "anchor", "symbol"})
_MOVED = "git renamed it"
# So many names of what is not there, and fewer of what is: a document that says what is to be made.
_ORDERS = 4
# Documents that introduce the repository or a part of it: their commands run there.
_ENTRANCE = re.compile(r"(?:^|/)(?:readme|contributing|claude|agents)[^/]*$", re.IGNORECASE)


def find(
    corpus: Corpus, facts: Iterable[Fact] = (), sources: Sources | None = None, resolver: Resolver | None = None
) -> tuple[Reference, ...]:
    """Every dead reference, in path and line order.

    `facts` of the witnesses say what can be run and what is defined; without `sources` nothing is judged that only the
    code could show.
    """
    finder = _Finder(corpus, tuple(facts), resolver or resolver_of(corpus))
    dead = [(document, each) for document in corpus.documents for each in finder.of(document)]
    readable = bool(sources and sources.readable)
    asked = {each.token for _, each in dead if each.needs in ("unseen", "respelt")}
    unseen = asked.difference(sources.naming(asked)) if asked and sources and readable else set()
    found = {
        finder.reference(document, each)
        for document, each in dead
        if each.needs not in ("unseen", "respelt") or each.token in unseen or (each.needs == "respelt" and not readable)
    }
    return tuple(sorted(found, key=lambda reference: (reference.path, reference.line, reference.token, reference.kind)))


class _Finder:
    """What all documents of a corpus are held against."""

    def __init__(self, corpus: Corpus, facts: tuple[Fact, ...], resolver: Resolver) -> None:
        self._ground = Ground(corpus.tree, facts)
        self._resolver = resolver
        self._shelves = links.Shelves(self._resolver)
        self._runnable = Runnable(facts, corpus.tree.files)
        self._identity = Identity(corpus, facts)
        self._folders = Folders(self._ground)
        self._packages = Packages(self._ground, facts)
        self._variables = Variables(facts)
        self._suggester = Suggester(self._ground, corpus.documents)
        self._open_ended = links.OpenEnded(corpus.documents)
        self._former: defaultdict[str, list[str]] = defaultdict(list)  # path -> where that document lay before
        for old, new in sorted(corpus.tree.renames.items()):
            self._former[new].append(old)

    def of(self, document: Document) -> Iterator[Dead]:
        """The dead references of one document, each place once."""
        kinds = _KINDS.get(document.role, frozenset())
        if not kinds or document.damaged:
            return
        if document.role == "record" and names.is_archived(document.path):
            kinds = kinds - {"path"}  # nobody types what is kept for the record
        seen: set[tuple[int, str]] = set()
        told = "symbol" in kinds and not _CHANGES.search(document.path)
        for dead in self._detect(document, told=told):
            counts = dead.kind in kinds and (told or dead.typed or dead.lasting or dead.kind in _FOLLOWED)
            if counts and (dead.line, dead.token) not in seen:
                seen.add((dead.line, dead.token))
                yield dead

    def _lasting(
        self, document: Document, page: sheet.Sheet, named: tuple[str, ...], mentions: Mentions
    ) -> Iterator[Dead]:
        """What a record says of the present."""
        for dead in lasting.find(self._ground, self._identity.names, mentions):
            yield replace(dead, lasting=True)
        for fence in page.fences:
            for dead in lasting.drawn(document, fence, (document.path.rpartition("/")[0], "", *named), self._ground):
                yield replace(dead, lasting=True)

    def _is_unheard_of(self, dead: Dead) -> bool:
        """Whether nothing in the tree has that name, and it is none of a document's: a file that is to be made."""
        name = dead.token.rstrip("/").rpartition("/")[2]
        return name not in self._ground.by_name and names.ending(name) not in names.TEXT

    def reference(self, document: Document, dead: Dead) -> Reference:
        """A dead reference with what was meant."""
        moved = self._moved(dead, document) if dead.kind in _MOVING else None
        suggestion, why = (self._as_page(dead, moved[1]), _MOVED) if moved else self._suggest(dead, document)
        reason = "; ".join(filter(None, (dead.reason, why)))
        instead = self._instead(dead, document, suggestion) if suggestion else None
        old = moved[0] if moved else None
        named = "\0".join((document.path, dead.kind, dead.token)).encode("utf-8", "surrogatepass")
        identity = f"n-{blake2b(named, digest_size=4).hexdigest()}"
        return Reference(document.path, dead.line, dead.token, dead.kind, suggestion, reason, instead, old, identity)

    def _moved(self, dead: Dead, document: Document) -> tuple[str, str] | None:
        """The path that was meant and where it is now, if it has moved or the document itself has."""
        if found := self._suggester.moved(dead.wanted, page=dead.kind == "link"):
            return found
        if dead.kind != "link" or dead.token.startswith("/") or "://" in dead.token:
            return None
        address = unquote(dead.token.partition("#")[0].partition("?")[0])
        for former in self._former.get(document.path, ()):
            meant = posixpath.normpath(posixpath.join(posixpath.dirname(former), address))
            now = meant if meant in self._ground.files else self._ground.renames.get(meant)
            if now:
                return meant, now
        return None

    def _instead(self, dead: Dead, document: Document, suggestion: str) -> str:
        """What the document has to say: a link counts from the document, or from the site's root if it did."""
        if dead.kind == "symbol":
            return suggestion.rpartition(".")[0].replace("/", ".") if "." in dead.token else suggestion
        if dead.kind == "anchor":
            return dead.token.partition("#")[0] + "#" + suggestion.partition("#")[2]
        relative = dead.kind == "link" or dead.token.startswith("../")
        if not relative or "://" in dead.token:
            return suggestion
        address, mark, anchor = dead.token.partition("#")
        target = suggestion
        if not names.ending(address) and names.ending(suggestion) in names.TEXT:
            target = suggestion.rpartition(".")[0]  # written without the ending, as before
        if address.startswith("/"):
            root = next((root for root in self._resolver.site.roots if root and target.startswith(f"{root}/")), "")
            return target.removeprefix(root).removesuffix("/_index").join(("/" * (not root), mark + anchor))
        return posixpath.relpath(target, posixpath.dirname(document.path) or ".") + mark + anchor

    def _suggest(self, dead: Dead, document: Document) -> tuple[str | None, str]:
        """What was meant, and why it is that."""
        if dead.kind == "command":
            return self._suggest_run(dead)
        if dead.kind == "env":
            return (dead.names[0], "defined instead") if dead.names else (None, "")
        if dead.kind == "anchor":
            near = nearest_anchor(dead.anchor or "", dead.names)
            return (f"{dead.wanted[0]}#{near}", "a heading there says nearly that") if near else (None, "")
        suggestion, why = self._suggester.path(
            dead.wanted, document.path, dead.hint, dead.around, page=dead.kind == "link", anchor=dead.anchor
        )
        return (self._as_page(dead, suggestion) if suggestion else None), why

    def _as_page(self, dead: Dead, suggestion: str) -> str:
        """The page that stands for a folder, where a link is an address of the site."""
        is_address = dead.kind == "link" and (dead.token.startswith("/") or "://" in dead.token)
        return (self._resolver.index_of(suggestion) if is_address else None) or suggestion

    def _suggest_run(self, dead: Dead) -> tuple[str | None, str]:
        """What was meant by a command: another name of the same file, the file that has the name, or a script."""
        said, _, name = dead.token.rpartition(" ")
        if dead.wanted:
            return dead.wanted[0], "defined there"
        if near := nearest(name, dead.names):
            return f"{said} {near}", "the spelling is near"
        script = self._suggester.script(name, dead.hint)
        return script, "a script of that name" if script else ""

    def _detect(self, document: Document, *, told: bool) -> Iterator[Dead]:
        """What one document names and the repository does not have; what is only `told`, not followed, if it counts."""
        yield from links.find(document, self._resolver, self._open_ended, self._shelves)
        page = sheet.read(document)
        named = self._folders.named(page)
        sure = not self._identity.is_elsewhere(document)
        lasts = document.role == "record" and not names.is_archived(document.path)
        walker = Walker(page, self._ground, self._identity.names, named, sure=sure)
        mentions = collect(page, walker, told=told or lasts)
        found = paths.find(self._ground, self._identity.names, mentions if told else mentions.typed())
        fences = page.fences
        runs = commands.find(mentions.steps, self._runnable, fences)
        at_home = sure and (found.alive > 1 or runs.alive > 0 or bool(_ENTRANCE.search(document.path)))
        drawn = [
            dead
            for fence in (fences if told else ())
            for dead in trees.find(fence, (document.path.rpartition("/")[0], "", *named), self._ground)
        ]
        missing = [dead for dead in found.dead if not dead.typed and self._is_unheard_of(dead)]
        if len(missing) + len(drawn) * (document.role == "agent") >= max(_ORDERS, found.alive + 1):
            unmade, told, drawn = {*missing}, False, []
        else:
            unmade = set()
        yield from (
            dead for dead in (*found.dead, *runs.dead) if (at_home or dead.needs != "home") and dead not in unmade
        )
        yield from drawn
        if lasts:
            yield from self._lasting(document, page, named, mentions)
        if told:
            yield from self._packages.find(fences)
            yield from self._variables.find(page) if at_home else ()
