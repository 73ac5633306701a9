"""A corpus -> how many of the alike pairs of texts, found by comparing each with each, are candidates of matching.

usage: python -m bench.recall [CORPUS...]   (default: those with labels)
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy import sparse

from bench import corpora
from docpipe import config, crawl, pipeline, reading
from docpipe.match import candidates, index
from docpipe.match.arrays import Ints
from docpipe.match.equals import FEW_WORDS
from docpipe.match.index import Index

ALIKE = 0.3  # Jaccard of the distinct words, from which a pair must be proposed
_ROWS = 512  # texts compared with all others at a time


def recall(root: Path) -> tuple[int, int]:
    """How many pairs of texts of a few words or more are alike, and how many of these are candidates."""
    settings = config.load(root)
    reader = reading.Reader()
    documents = pipeline.read(crawl.find(root, settings), settings, reader, lambda stage: None).documents
    texts = index.build(reader.fingerprints(documents))
    found = candidates.find(texts)
    alike = _alike(texts)
    proposed = np.isin(alike, found.left * len(texts.members) + found.right)
    return len(alike), int(proposed.sum())


def _alike(texts: Index) -> Ints:
    """The keys of all pairs of different texts that are alike, one row against all others at a time."""
    count = len(texts.members)
    size = np.diff(texts.bag_start)
    ones = np.ones(len(texts.bag_word), np.int32)
    words = sparse.csr_matrix((ones, texts.bag_word, texts.bag_start), shape=(count, max(len(texts.words), 1)))
    columns = words.T.tocsr()
    found = [np.zeros(0, np.int64)]
    for low in range(0, count, _ROWS):
        both = (words[low : low + _ROWS] @ columns).tocoo()
        left, right = both.row.astype(np.int64) + low, both.col.astype(np.int64)
        jaccard = both.data / (size[left] + size[right] - both.data)
        kept = (left < right) & (jaccard >= ALIKE) & (np.minimum(size[left], size[right]) >= FEW_WORDS)
        found.append(left[kept] * count + right[kept])
    return np.concatenate(found)


def main(arguments: list[str]) -> int:
    """Print each corpus's figure; 0 also where there are none."""
    names = arguments or corpora.labelled()
    if not names:
        print(f"bench: skipped: {corpora.ABSENT}")
    for name in names:
        pairs, proposed = recall(corpora.unpack(name))
        print(f"{name}: {proposed} of {pairs} alike pairs are candidates: {proposed / max(pairs, 1):.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
