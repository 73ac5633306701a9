"""Documents and the tree -> what documents name and the repository does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docpipe.model import Corpus, Document, Fact, Reference, Role
from docpipe.references import commands, links, paths, sheet, trees
from docpipe.references.dead import Dead
from docpipe.references.ground import Ground
from docpipe.references.identity import Folders, Identity
from docpipe.references.mentions import collect
from docpipe.references.runnable import Runnable
from docpipe.references.suggest import Suggester, nearest
from docpipe.references.walk import Walker
from docpipe.text.sites import resolver_of

# Records say what was or will be, copies what another document says: a file that they name and nobody has is history.
_ROLES: frozenset[Role] = frozenset({"living", "agent"})

# Documents that introduce the repository or a part of it: their commands run there.
_ENTRANCE = re.compile(r"(?:^|/)(?:readme|contributing|claude|agents)[^/]*$", re.IGNORECASE)


def find(corpus: Corpus, facts: Iterable[Fact] = ()) -> tuple[Reference, ...]:
    """Every dead reference of a living document, in path and line order; `facts` say what can be run."""
    finder = _Finder(corpus, facts)
    found = {reference for document in corpus.documents for reference in finder.of(document)}
    return tuple(sorted(found, key=lambda reference: (reference.path, reference.line, reference.token, reference.kind)))


class _Finder:
    """What all documents of a corpus are held against."""

    def __init__(self, corpus: Corpus, facts: Iterable[Fact]) -> None:
        self._ground = Ground(corpus.tree)
        self._resolver = resolver_of(corpus)
        facts = tuple(facts)
        self._runnable = Runnable(facts, corpus.tree.files)
        self._identity = Identity(corpus, facts)
        self._folders = Folders(self._ground)
        self._suggester = Suggester(self._ground)
        self._open_ended = frozenset(document.path for document in corpus.documents if links.open_ended(document))

    def of(self, document: Document) -> Iterator[Reference]:
        """The dead references of one document, each place once."""
        if document.role not in _ROLES or document.damaged:
            return
        seen: set[tuple[int, str]] = set()
        for dead in self._detect(document):
            if (dead.line, dead.token) not in seen:
                seen.add((dead.line, dead.token))
                suggestion, why = self._suggest(dead, document)
                yield Reference(
                    document.path,
                    dead.line,
                    dead.token,
                    dead.kind,
                    suggestion,
                    "; ".join(filter(None, (dead.reason, why))),
                )

    def _suggest(self, dead: Dead, document: Document) -> tuple[str | None, str]:
        if dead.names:
            name = nearest(dead.token.rpartition(" ")[2], dead.names)
            return (f"{dead.token.rpartition(' ')[0]} {name}", "the spelling is near") if name else (None, "")
        suggestion, why = self._suggester.path(dead.wanted, document.path)
        if suggestion and dead.kind == "link" and "." not in dead.token.rpartition("/")[2]:
            suggestion = self._resolver.index_of(suggestion) or suggestion
        return suggestion, why

    def _detect(self, document: Document) -> Iterator[Dead]:
        page = sheet.read(document)
        named = self._folders.named(page)
        sure = not self._identity.is_elsewhere(document)
        mentions = collect(page, Walker(page, self._ground, self._identity.names, named, sure=sure))
        found = paths.find(self._ground, self._identity.names, mentions)
        at_home = sure and (found.alive > 0 or bool(_ENTRANCE.search(document.path)))
        yield from links.find(document, self._resolver, self._open_ended)
        runs = commands.find(mentions.steps, self._runnable, commands.defined_in(page.fences))
        yield from (dead for dead in (*found.dead, *runs) if at_home or dead.needs != "home")
        for fence in page.fences:
            yield from trees.find(fence, (document.path.rpartition("/")[0], "", *named), self._ground)
