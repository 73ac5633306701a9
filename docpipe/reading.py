"""Work on single files: shared among processes, and not done again where a row of it is kept. Same results always."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from docpipe import match, parse
from docpipe.apart import serve
from docpipe.model import Document, Fact, SourceFile
from docpipe.rows import FACTS, READ, Item, Result, Rows, text_key
from docpipe.store.cache import Cache
from docpipe.text.origins import makers

WORTH_SHARING = 1_000_000  # characters; below it a second process costs more than it saves
SHARES = 8  # tasks a process, so that none waits long for the last one

_LONGEST_DUMP = 100_000  # bytes; what is longer is output, no overview


class Reader:
    """Reads files by up to `workers` processes (one a core by default), with what a cache holds of them."""

    def __init__(self, workers: int | None = None, cache: Cache | None = None) -> None:
        """Without a cache nothing is kept."""
        self.workers = workers or os.cpu_count() or 1
        self._cache = cache or Cache()
        self._said: dict[str, tuple[match.Said, ...]] = {}

    def documents(
        self, sources: Sequence[SourceFile], meanwhile: Callable[[], None] = lambda: None
    ) -> tuple[Document, ...]:
        """Every source read, in order; `meanwhile` is done while other processes read, or not at all."""
        read = self._read(READ, sources, [len(source.text) for source in sources], meanwhile)
        self._said |= {text_key(source): said for source, (_, said) in zip(sources, read, strict=True)}
        return tuple(parse.with_source(parsed, source) for source, (parsed, _) in zip(sources, read, strict=True))

    def fingerprints(self, documents: Sequence[Document]) -> tuple[match.Fingerprint, ...]:
        """The fingerprint of each document, of those that this reader has read."""
        return tuple(match.fingerprint(document, self._said[text_key(document.source)]) for document in documents)

    def facts(self, documents: Sequence[Document]) -> tuple[Fact, ...]:
        """All that documents claim which speak in their own name: a copy says what another does, a dump what a tool."""
        speaking = [document for document in documents if speaks(document)]
        found = self._read(FACTS, speaking, [0] * len(speaking))
        return tuple(fact for facts in found for fact in facts)

    def _read(
        self,
        rows: Rows[Item, Result],
        items: Sequence[Item],
        sizes: Sequence[int],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> list[Result]:
        """The result of each item, in order; for equal keys, of which version folders are full, worked out once."""
        keys = [rows.key(item) for item in items]
        first = {key: at for at, key in reversed(list(enumerate(keys)))}
        with _nothing_collected():
            kept = self._cache.recall(rows.kind, first)
            known = {key: rows.result(row, items[first[key]]) for key, row in kept.items()}
            new = [at for key, at in sorted(first.items(), key=lambda entry: entry[1]) if known.get(key) is None]
            made = self._make(rows, [items[at] for at in new], [sizes[at] for at in new], meanwhile)
            known |= {keys[at]: result for at, (result, _) in zip(new, made, strict=True)}
            fresh = {keys[at]: row for at, (_, row) in zip(new, made, strict=True) if row is not None}
        self._cache.keep(rows.kind, fresh, first)
        return [known[key] for key in keys]  # type: ignore[misc]  # none of them is None by now

    def _make(
        self, rows: Rows[Item, Result], items: Sequence[Item], sizes: Sequence[int], meanwhile: Callable[[], None]
    ) -> list[tuple[Result, bytes | None]]:
        """The result of each item with its row, where there is one."""
        here = self.workers == 1 or sum(sizes) < WORTH_SHARING
        if here and rows.exact:
            results = [rows.work(item) for item in items]
            return [(result, rows.written(result) if self._cache.keeps else None) for result in results]
        if here:
            made = [rows.row(item) if self._cache.keeps else None for item in items]
        else:
            made = self._spread(rows, items, sizes, meanwhile)
        read = (rows.result(row, item) if row else None for item, row in zip(items, made, strict=True))
        return [
            (rows.work(item) if result is None else result, row)
            for item, result, row in zip(items, read, made, strict=True)
        ]

    def _spread(
        self, rows: Rows[Item, Any], items: Sequence[Item], sizes: Sequence[int], meanwhile: Callable[[], None]
    ) -> list[bytes | None]:
        # A fork starts at once with all that is imported and read; elsewhere than on Linux it is not safe or not there.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        rows.prepare()
        with ProcessPoolExecutor(self.workers, context, _begin, (rows.kind, items)) as pool:
            shares = pool.map(_do_share, _shares(sizes, sum(sizes) / self.workers / SHARES))
            meanwhile()
            return [row for share in shares for row in share]


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Tokens and sections refer to each other in no circle: looking for garbage costs a tenth and finds none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


_KINDS: Mapping[str, Rows[Any, Any]] = {rows.kind: rows for rows in (READ, FACTS)}
# In a worker: what is to be done, and to what. Given once, and to a fork without a copy.
_at_hand: Mapping[str, Any] = {}


def _begin(kind: str, items: Sequence[Any]) -> None:
    """Prepare a worker."""
    global _at_hand
    serve()
    _at_hand = {"rows": _KINDS[kind], "items": items}


def _do_share(share: range) -> list[bytes | None]:
    return [_at_hand["rows"].row(_at_hand["items"][at]) for at in share]


def _shares(sizes: Sequence[int], limit: float) -> Iterator[range]:
    """Split the items into runs of at least `limit` characters."""
    begin = total = 0
    for at, size in enumerate(sizes):
        if total >= limit:
            yield range(begin, at)
            begin, total = at, 0
        total += size
    yield range(begin, len(sizes))


def speaks(document: Document) -> bool:
    """Whether a document claims anything itself: a copy does not, a dump only if it is short and says what made it."""
    if document.role == "generated":
        return document.source.size <= _LONGEST_DUMP and bool(makers(document.source.text))
    return document.role != "copy"
