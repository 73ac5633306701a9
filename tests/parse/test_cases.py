"""Golden cases: `tests/cases/parse/*.md`, each a title, an input and the expected outline between lines of one dot."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from tests.parse.laws import assert_tiles, document, outline

CASES = Path(__file__).parents[1] / "cases" / "parse"


def cases() -> list[object]:
    found = []
    for file in sorted(CASES.glob("*.md")):
        path = "doc.mdx" if file.stem == "mdx" else "doc.md"
        for line, title, text, expected in read_fixture_file(file):
            found.append(pytest.param(path, text, expected, id=f"{file.stem}:{line} {title}"))
    return found


@pytest.mark.parametrize(("path", "text", "expected"), cases())
def test_case(path: str, text: str, expected: str) -> None:
    parsed = document(text, path)
    assert_tiles(parsed)
    assert outline(parsed) == expected
