"""Documents and the tree -> what documents name and the repository does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docpipe.model import Corpus, Document, Fact, Reference, Role
from docpipe.references import commands, links, paths, sheet, trees
from docpipe.references.commands import Runnable
from docpipe.references.dead import Dead
from docpipe.references.ground import Ground
from docpipe.references.identity import named_folders, own_names
from docpipe.references.mentions import collect
from docpipe.references.suggest import Suggester, nearest
from docpipe.references.walk import Walker
from docpipe.text.sites import resolver_of

# Records say what was or will be, copies what another document says: a file that they name and nobody has is history.
_ROLES: frozenset[Role] = frozenset({"living", "agent"})


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
        self._runnable = Runnable(facts)
        self._own = own_names(corpus)
        self._suggester = Suggester(self._ground)

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
        named = named_folders(page, self._ground)
        mentions = collect(page, Walker(page, self._ground, self._own, named))
        yield from links.find(document, self._resolver, frozenset())
        yield from paths.find(paths.Judge(self._ground, self._own, mentions), mentions)
        yield from commands.find(mentions.steps, self._runnable)
        for fence in page.fences:
            yield from trees.find(fence, (document.path.rpartition("/")[0], "", *named), self._ground)
