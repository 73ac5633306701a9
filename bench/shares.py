"""A corpus -> how much of a scan's time facts and conflicts take, in one process.

usage: python -m bench.shares ROOT
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from docpipe import config, conflicts, evidence, pipeline, reading
from docpipe.config import Config

ROUNDS = 3  # the two are timed in turn, so that what else the machine does falls on both


def added(root: Path) -> float:
    """What facts, evidence and conflicts add to the processor time of a scan without them, imports left out."""
    settings = config.load(root)
    return statistics.median([_added(root, settings) for _ in range(1 + ROUNDS)][1:])  # the first one imports


def _added(root: Path, settings: Config) -> float:
    began = time.process_time()
    corpus = pipeline.scan(root, settings, workers=1).corpus
    whole = time.process_time() - began
    began = time.process_time()
    facts = reading.Reader(1).facts(corpus.documents)
    conflicts.find(corpus.documents, facts, evidence.collect(corpus.tree), corpus.tree, None)
    own = time.process_time() - began
    return own / (whole - own)


if __name__ == "__main__":
    print(f"facts and conflicts add {added(Path(sys.argv[1])):.0%}")
