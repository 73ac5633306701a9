"""Texts -> those of other texts that they are most like, by TF-IDF and cosine. Knows no rule and no target.

Nearest neighbours instead of a fitted model: what the answer rests on can be named, nothing is trained, and scipy,
which stage `match` has loaded by then, is all it needs. See decisions/ for what else was tried.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from docpipe.text.scripts import CJK, UNSPACED

_NEAREST = 10
_COMMON = 0.3  # a word of more than this share of all texts tells none of them apart
_ROWS = 256  # texts compared at once: bounds the memory of the product
_RUN = re.compile(f"[{CJK}{UNSPACED}]+")


def nearest(texts: Sequence[str], others: Sequence[str]) -> list[list[tuple[int, float]]]:
    """For each of `texts` the indexes of the `others` most like it, with their cosines; the nearest first.

    Texts are normalised. At most ten each, none of cosine 0; the same for the same texts in the same order.
    """
    import numpy as np

    if not texts or not others:
        return [[] for _ in texts]
    matrix = _tf_idf([*texts, *others])
    pool = matrix[len(texts) :].T.tocsr()
    found = []
    for start in range(0, len(texts), _ROWS):
        cosines = (matrix[start : min(start + _ROWS, len(texts))] @ pool).toarray()
        for row in cosines:
            best = np.argsort(-row, kind="stable")[:_NEAREST]
            found.append([(int(index), float(row[index])) for index in best if row[index] > 0])
    return found


def _tf_idf(texts: Sequence[str]) -> Any:
    """A sparse matrix, a row a text, of unit rows: (1 + ln tf) times (1 + ln(n / df)), words of one text left out."""
    import numpy as np
    from scipy.sparse import csr_matrix

    ids = defaultdict[str, int](count().__next__)  # a word that is not known yet has the next number
    columns, counts, ends = array("q"), array("q"), [0]
    for text in texts:
        words = Counter(_words(text))
        columns.extend(map(ids.__getitem__, words))
        counts.extend(words.values())
        ends.append(len(columns))
    indexes = np.array(columns, dtype=np.int64)
    documents = np.bincount(indexes, minlength=len(ids))
    telling = np.where(documents > 1, 1 + np.log(len(texts) / np.maximum(documents, 1)), 0.0)
    telling[documents > max(5, _COMMON * len(texts))] = 0.0
    values = (1 + np.log(np.array(counts, dtype=np.float64))) * telling[indexes]
    matrix = csr_matrix((values, indexes, np.array(ends)), shape=(len(texts), len(ids)))
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1).A1)
    return csr_matrix(matrix.multiply(1 / np.maximum(lengths, 1e-12)[:, None]))


def _words(text: str) -> Iterable[str]:
    """The words of a text; of a run without spaces its overlapping pairs of characters."""
    words = text.split()
    return words if text.isascii() else (part for word in words for part in _parts(word))


def _parts(word: str) -> Sequence[str]:
    if word.isascii() or not _RUN.search(word):
        return (word,)
    return [word[start : start + 2] for start in range(max(1, len(word) - 1))]
