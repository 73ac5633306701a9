"""Statements: golden cases, and that none of the text gets lost between them."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from docpipe.model import BlockKind
from docpipe.text.plain import plain
from docpipe.text.statements import sentences, statements

CASES = Path(__file__).parents[1] / "cases" / "text" / "statements.md"
TEXT = st.text(st.sampled_from("ab1 .!?\n`*_[]()<>&\\|-#>:。使，\"'") | st.characters(codec="utf-8"), max_size=200)


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(text, expected, id=title) for _, title, text, expected in read_fixture_file(CASES)],
)
def test_case(text: str, expected: str) -> None:
    kind, *lines = text.removesuffix("\n").split("\n")
    found = statements(kind, lines)
    assert "".join(f"{s.line} {s.kind}: {s.text}\n" for s in found) == expected


@given(TEXT)
def test_sentences_together_are_the_plain_text(text: str) -> None:
    assert "".join("".join(s.text.split()) for s in sentences(text)) == "".join(plain(text).split())


@given(st.sampled_from(get_args(BlockKind)), TEXT)
def test_statements_stand_in_order_on_lines_of_the_block(kind: str, text: str) -> None:
    lines = text.split("\n")
    found = [s.line for s in statements(kind, lines, 10)]
    assert found == sorted(found)
    assert all(10 <= line < 10 + len(lines) for line in found)
