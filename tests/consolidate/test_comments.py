"""Comments of a source: one that every reader of HTML ends at the same place stays a comment; any other is text."""

from __future__ import annotations

import pytest

from docpipe.consolidate.copying.markup import comment_at


@pytest.mark.parametrize("text", ["<!-- run it --quiet -->", "<!---- BEGIN ---->", "<!-- a\n-- b\n-->"])
def test_dashes_inside_do_not_end_a_comment(text: str) -> None:
    assert comment_at(text + " after -->", 0) == len(text)


@pytest.mark.parametrize("text", ["<!-- a --!> b -->", "<!-- a -- > b -->", "<!--> b -->", "<!---> b -->", "<!-- a"])
def test_what_some_reader_ends_earlier_is_no_comment(text: str) -> None:
    assert comment_at(text, 0) is None
