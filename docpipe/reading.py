"""Source files -> parsed documents and what each says, shared among processes. Results do not depend on how many."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from docpipe import match, parse
from docpipe.model import Document, SourceFile

WORTH_SHARING = 1_000_000  # characters; below it a second process costs more than it saves
SHARES = 8  # tasks a process, so that none waits long for the last one

Item = TypeVar("Item")
Result = TypeVar("Result")
Text = tuple[str, bool]  # what a parse depends on: the text, and whether it is MDX


def documents(sources: Sequence[SourceFile], workers: int | None = None) -> tuple[Document, ...]:
    """Parse every source, in order; equal texts, which version folders are full of, are parsed once."""
    texts = list(dict.fromkeys((source.text, parse.is_mdx(source)) for source in sources))
    parsed = dict(zip(texts, _spread(_parse, texts, [len(text) for text, _ in texts], workers), strict=True))
    return tuple(parse.with_source(parsed[source.text, parse.is_mdx(source)], source) for source in sources)


def fingerprints(documents: Iterable[Document], workers: int | None = None) -> tuple[match.Fingerprint, ...]:
    """The fingerprint of each document; equal texts are read once."""
    documents = tuple(documents)
    distinct = {match.text_key(document): document for document in documents}
    sizes = [len(document.source.text) for document in distinct.values()]
    said = _spread(match.said, list(distinct.values()), sizes, workers)
    return match.fingerprints(documents, dict(zip(distinct, said, strict=True)))


def _parse(text: Text) -> parse.Parsed:
    return parse.parse_text(text[0], jsx=text[1])


def _spread(
    work: Callable[[Item], Result], items: Sequence[Item], sizes: Sequence[int], workers: int | None
) -> list[Result]:
    """What `work` makes of each item, in order; `sizes` are about what each costs, in characters."""
    count = workers or os.cpu_count() or 1
    with _nothing_collected():
        if count == 1 or sum(sizes) < WORTH_SHARING:
            return [work(item) for item in items]
        # A fork starts at once with all that is imported and read; elsewhere than on Linux it is not safe or not there.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        with ProcessPoolExecutor(count, context, _begin, (work, items)) as pool:
            shares = pool.map(_do_share, _shares(sizes, sum(sizes) / count / SHARES))
            return [result for share in shares for result in share]


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


# In a worker: what is to be done, and to what. Given once, and to a fork without a copy.
_at_hand: Mapping[str, Any] = {}


def _begin(work: Callable[[Item], Result], items: Sequence[Item]) -> None:
    """Prepare a worker. Ctrl-C reaches every process of the terminal, and the first one ends the others."""
    global _at_hand
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _at_hand = {"work": work, "items": items}


def _do_share(share: range) -> list[Any]:
    return [_at_hand["work"](_at_hand["items"][at]) for at in share]


def _shares(sizes: Sequence[int], limit: float) -> Iterator[range]:
    """Split the items into runs of at least `limit` characters."""
    begin = total = 0
    for at, size in enumerate(sizes):
        if total >= limit:
            yield range(begin, at)
            begin, total = at, 0
        total += size
    yield range(begin, len(sizes))
