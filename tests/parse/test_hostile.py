"""No text breaks the parser: it ends, and blocks tile, whatever is deep, long or strange."""

from __future__ import annotations

import pytest

from tests.parse.hostile import FAMILIES, Family
from tests.parse.laws import assert_tiles, document


@pytest.mark.parametrize("family", [pytest.param(family, id=ascii(name)) for name, family in FAMILIES.items()])
def test_blocks_tile(family: Family) -> None:
    for size in (0, 1, 1_000, 20_000):
        assert_tiles(document(family(size)))


@pytest.mark.parametrize("text", ["", "\n", " ", "\n\n \t\n"])
def test_nothing_is_a_document_without_sections(text: str) -> None:
    parsed = document(text, "folder/Name.md")
    assert (parsed.sections, parsed.title, parsed.warnings) == ((), "Name", ())


@pytest.mark.prove
def test_very_large(full: bool) -> None:
    """A line of 30 MB, and a million headings (a thousandth of both in the slice)."""
    scale = 1 if full else 1_000
    line = document("word " * (6_000_000 // scale))
    assert [block.kind for section in line.sections for block in section.blocks] == ["paragraph"]
    headings = document("# a\n" * (1_000_000 // scale))
    assert len(headings.sections) == 1_000_000 // scale
    assert headings.sections[-1].heading is not None
    assert headings.sections[-1].heading.github == f"a-{1_000_000 // scale - 1}"


def test_nested_100_000_deep() -> None:
    for mark in (">", "- ", "[", "![", "(", "*", "1. "):
        assert_tiles(document(mark * 100_000))
