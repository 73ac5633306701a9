"""Crawl, parse and exact duplicates of a tree, and nothing else: what `bench.speed` holds against jscpd.

usage: python -m bench.exact ROOT
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from docpipe import config, crawl, pipeline, reading


def main(root: Path) -> None:
    """Print how many sections there are, and how many say exactly what another one says."""
    settings = config.load(root)
    reader = reading.Reader()
    corpus = pipeline.read(crawl.find(root, settings), settings, reader, lambda stage: None)
    texts = Counter(
        s.said.digest for p in reader.fingerprints(corpus.documents) for s in p.sections if s.said.statements
    )
    repeated = sum(count for count in texts.values() if count > 1)
    print(f"{len(corpus.documents)} documents, {sum(texts.values())} sections, {repeated} said more than once")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
