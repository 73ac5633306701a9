"""How much slower per byte than the median the parser is on its worst input of 1 kB or more.

usage: python -m bench.slowness [COUNT]   COUNT damaged files (10,000), besides every hostile family at several sizes
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from itertools import chain

from docpipe.parse import parse_text
from tests.parse.hostile import FAMILIES, sizes
from tests.parse.mutations import mutated, real_files

SMALLEST = 1_000  # bytes
DAMAGED = "damaged file"
LIMIT = 100  # times the median
SUSPECT = 20  # times the median: timed again, because another process may have had the core


def cost(text: str) -> float:
    """Processor seconds for each byte of `text` that a parse takes."""
    size = len(text.encode("utf-8", "surrogatepass"))
    began = time.process_time()
    parse_text(text, jsx=False)
    return (time.process_time() - began) / size


def inputs(count: int) -> Iterator[tuple[str, str]]:
    """Name and text of every input of at least 1 kB: `count` damaged files, then the hostile families."""
    damaged = ((f"{DAMAGED} {number}", text) for number, text in enumerate(mutated(real_files(), count)))
    hostile = ((f"{name}, {size:,}", family(size)) for name, family in FAMILIES.items() for size in sizes(400_000))
    return ((name, text) for name, text in chain(damaged, hostile) if len(text) >= SMALLEST)


def measure(count: int) -> tuple[float, list[tuple[float, str]]]:
    """The median cost of damaged files in seconds a byte, and the inputs with their multiples of it, slowest first."""
    costs = {name: cost(text) for name, text in inputs(count)}
    median = statistics.median(value for name, value in costs.items() if name.startswith(DAMAGED))
    suspects = {name for name, value in costs.items() if value > SUSPECT * median}
    for name, text in inputs(count):
        if name in suspects:
            costs[name] = min(costs[name], *(cost(text) for _ in range(3)))
    return median, sorted(((value / median, name) for name, value in costs.items()), reverse=True)


def main(arguments: list[str]) -> int:
    """Print the median and the slowest inputs; 1 where one is over the limit."""
    median, ranked = measure(int(arguments[0]) if arguments else 10_000)
    print(f"{len(ranked):,} inputs, median {median * 1e6:.3f} microseconds a byte")
    for ratio, name in ranked[:10]:
        print(f"{ratio:6.1f} times: {name}")
    return int(ranked[0][0] > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
