"""A corpus -> how much of a scan's time facts and conflicts take, in one process.

usage: python -m bench.shares ROOT
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from docpipe import config, conflicts, evidence, pipeline, reading


def added(root: Path) -> float:
    """What facts, evidence and conflicts add to the processor time of a scan without them."""
    settings = config.load(root)
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
