"""No input of 1 kB or more costs the parser over 100 times the median for each byte."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench import slowness

pytestmark = pytest.mark.prove
COUNT = 10_000


def test_no_input_is_slow(full: bool, record_property: Callable[[str, object], None]) -> None:
    """A ratio of processor times taken in one run, so no figure of a machine; in full only, because it needs quiet."""
    if not full:
        pytest.skip("only in full: make prove")
    median, ranked = slowness.measure(COUNT)
    (worst, name), inputs = ranked[0], len(ranked)
    record_property(
        "figure", f"{inputs:,} inputs; the slowest ({name}) {worst:.0f} times the median {median * 1e6:.2f} µs/B"
    )
    assert worst <= slowness.LIMIT
