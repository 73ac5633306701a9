"""Real Markdown files, damaged byte by byte: what a disk, an editor or a merge may leave."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.parse.fragments import pieces

ROOT = Path(__file__).parents[2]
LARGEST = 20_000  # bytes of a file that are kept: more of them in the same time


def real_files(*roots: Path) -> list[bytes]:
    """Every Markdown file below `roots`, in path order; this repository's own where none is given."""
    found = [
        path
        for root in roots or (ROOT / "docpipe", ROOT / "docs", ROOT / "tests" / "cases", ROOT / "decisions")
        for path in root.rglob("*")
        if path.suffix.lower() in (".md", ".mdx", ".markdown") and path.is_file()
    ]
    return [path.read_bytes()[:LARGEST] for path in sorted(found)]


def mutated(files: Sequence[bytes], count: int) -> Iterator[str]:
    """`count` texts, the same ones on every run, each decoded and with LF line ends as the crawl hands them on."""
    for seed in range(count):
        choose = random.Random(seed)
        data = bytearray(choose.choice(files))
        for _ in range(choose.randrange(1, 12)):
            _mutate(data, choose)
        yield data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _mutate(data: bytearray, choose: random.Random) -> None:
    start = choose.randrange(len(data) + 1)
    end = min(len(data), start + choose.choice((1, 1, 10, 200, 3000)))
    kind = choose.randrange(6)
    if kind == 0:
        del data[start:end]
    elif kind == 1:
        data[start:end] = data[start:end] * choose.choice((2, 5, 50))
    elif kind == 2:
        data[start:start] = choose.randbytes(end - start)
    elif kind == 3 and start < len(data):
        data[start] ^= 1 << choose.randrange(8)
    elif kind == 4:
        piece = choose.choice(pieces("commonmark", "extensions", "repeated")).encode("utf-8", "replace")
        data[start:start] = piece * choose.choice((1, 1, 3, 100, 1000))
    else:
        other = choose.randrange(len(data) + 1)
        data[other:other] = data[start:end]
    del data[10 * LARGEST :]
