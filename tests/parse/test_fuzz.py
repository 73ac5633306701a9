"""Ten thousand damaged and made-up texts: no crash, and blocks tile in each. A slice of 300 unless in full."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import SHARED
from tests.parse.fragments import texts
from tests.parse.laws import assert_tiles, document
from tests.parse.mutations import mutated, real_files

pytestmark = pytest.mark.prove
CORPORA = ("cliffracer", "tripsage", "rnwebsite")


def test_damaged_files(
    full: bool, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    """Bytes of real files flipped, cut, doubled, moved and mixed with marks."""
    count = 8_000 if full else 200
    roots: list[Path] = []
    if full and SHARED.is_dir():
        roots = [request.getfixturevalue("corpora")(name) for name in CORPORA]
    files = real_files() + (real_files(*roots) if roots else [])
    for number, text in enumerate(mutated(files, count)):
        assert_tiles(document(text, "doc.mdx" if number % 5 == 0 else "doc.md"))
    record_property("figure", f"{count:,} texts from {len(files):,} files")


def test_made_up_texts(full: bool, record_property: Callable[[str, object], None]) -> None:
    """Marks in any order."""
    count = 2_000 if full else 100

    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(texts("commonmark", "extensions", "repeated"))
    def tiles(text: str) -> None:
        assert_tiles(document(text))
        assert_tiles(document(text, "doc.mdx"))

    tiles()
    record_property("figure", f"{count:,} texts")
