"""What differs between two texts is shown place by place, and nothing of what both have but a few words around."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from docpipe.publish.pages.difference import COMPARED, LONGEST, MOST, difference

TEXT = st.lists(st.sampled_from([*"abcdefg", "port", "is", "3000", "3001"]), max_size=60).map(" ".join)


def told(before: str, after: str) -> str:
    """The difference with its marks written as [-gone-] and {+come+}."""
    shown = difference(before, after)
    shown = re.sub("<del[^>]*>", "[-", shown).replace("</del>", "-]")
    shown = re.sub("<ins[^>]*>", "{+", shown).replace("</ins>", "+}")
    return re.sub("<[^>]+>", "\n", shown).strip()


def test_other_blanks_and_lines_are_no_difference() -> None:
    assert told("one two\nthree", "one  two three\n") == "the same, word for word"


def test_a_word_stands_against_the_word_in_its_place() -> None:
    assert told("It runs on port 3000 of the host", "It runs on port 3001 of the host") == (
        "It runs on port [-3000-] {+3001+} of the host"
    )


def test_places_far_apart_are_told_apart() -> None:
    middle = " ".join(f"w{n}" for n in range(20))
    found = told(f"a {middle} x", f"b {middle} y").split("\n")
    assert [line.strip() for line in found if line.strip()] == [
        "[-a-] {+b+} w0 w1 w2 w3",
        "w16 w17 w18 w19 [-x-] {+y+}",
    ]


def test_many_places_and_long_ones_are_cut() -> None:
    before = " ".join(f"x{n} same same same same same same" for n in range(MOST + 3))
    assert "and 3 more places" in told(before, before.replace("x", "y"))
    assert "… 10 more words" in told("", "w " * (LONGEST + 10))


@given(TEXT, TEXT)
def test_every_word_that_one_side_lacks_is_marked(before: str, after: str) -> None:
    """Law: the words marked as gone are of the first text, those as come of the second; equal texts have neither."""
    shown = told(before, after)
    gone, come = re.findall(r"\[-(.*?)-\]", shown), re.findall(r"\{\+(.*?)\+\}", shown)
    assert (not gone and not come) == (before.split() == after.split())
    if len(before.split()) <= COMPARED:
        assert set(" ".join(gone).split()) - {"…", "more", "words"} <= {*before.split(), *map(str, range(COMPARED))}


def test_text_of_a_source_is_text() -> None:
    assert "<script" not in difference("a <script>alert(1)</script>", "a <b onclick=x>")
