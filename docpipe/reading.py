"""Source files -> parsed documents, shared among processes. The result does not depend on how many there are."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from docpipe import parse
from docpipe.model import Document, SourceFile

WORTH_SHARING = 1_000_000  # characters; below it a second process costs more than it saves
SHARES = 8  # tasks a process, so that none waits long for the last one

Text = tuple[str, bool]  # what a parse depends on: the text, and whether it is MDX


def documents(sources: Sequence[SourceFile], workers: int | None = None) -> tuple[Document, ...]:
    """Parse every source, in order; equal texts, which version folders are full of, are parsed once."""
    texts = list(dict.fromkeys((source.text, parse.is_mdx(source)) for source in sources))
    parsed = dict(zip(texts, _parse_all(texts, workers), strict=True))
    return tuple(parse.with_source(parsed[source.text, parse.is_mdx(source)], source) for source in sources)


def _parse_all(texts: list[Text], workers: int | None) -> list[parse.Parsed]:
    count = workers or os.cpu_count() or 1
    size = sum(len(text) for text, _ in texts)
    if count == 1 or size < WORTH_SHARING:
        return _parse_share(texts)
    # A fork starts at once with all that is imported; elsewhere than on Linux it is not safe, or not there.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(count, context, _begin) as pool:
        return [parsed for share in pool.map(_parse_share, _shares(texts, size / count / SHARES)) for parsed in share]


def _begin() -> None:
    """Prepare a worker. Ctrl-C reaches every process of the terminal, and the first one ends the others.

    Tokens refer to each other in no circle: looking for garbage among them costs a tenth of the time and finds none.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()


def _shares(texts: list[Text], limit: float) -> list[list[Text]]:
    """Split `texts` into runs of at least `limit` characters."""
    shares: list[list[Text]] = [[]]
    size = 0
    for text in texts:
        if size >= limit:
            shares.append([])
            size = 0
        shares[-1].append(text)
        size += len(text[0])
    return shares


def _parse_share(texts: list[Text]) -> list[parse.Parsed]:
    return [parse.parse_text(text, jsx=mdx) for text, mdx in texts]
