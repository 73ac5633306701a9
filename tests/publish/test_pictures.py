"""Pictures hold every amount once, say in words what they show, and take no name for more than text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from docpipe.publish.pages import pictures

NAMES = st.sampled_from(["docs", "the root", "<b>", "a & b", "文書", "x" * 60, *map(str, range(30))])
AMOUNTS = st.dictionaries(st.tuples(NAMES, NAMES), st.integers(0, 10_000), max_size=40)


def labels(picture: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(picture).iter("text")]


@given(AMOUNTS)
def test_both_sides_of_a_flow_hold_all_of_it(amounts: dict[tuple[str, str], int]) -> None:
    """Law: well-formed, and the amounts of the labels of each side sum up to the whole, however many are one."""
    shown = [int(re.sub(r"\D", "", label.rpartition("(")[2])) for label in labels(pictures.flow(amounts, "T", "told"))]
    assert sum(shown) == 2 * sum(amounts.values())
    assert len(shown) <= 2 * pictures.MOST


@given(AMOUNTS)
def test_the_order_of_what_is_given_changes_nothing(amounts: dict[tuple[str, str], int]) -> None:
    turned = dict(reversed(amounts.items()))
    assert pictures.flow(amounts, "T", "told") == pictures.flow(turned, "T", "told")


def test_no_bar_is_wider_than_the_picture() -> None:
    picture = pictures.bars({"Before": {"living": 900, "record": 100}, "After": {"on pages": 400}}, "T", "told")
    ends = [float(one.get("x", 0)) + float(one.get("width", 0)) for one in ElementTree.fromstring(picture).iter("rect")]
    assert max(ends) <= pictures.WIDTH
    assert "Before: 1,000 words" in labels(picture)


def test_a_picture_of_nothing_is_a_picture() -> None:
    assert labels(pictures.flow({}, "T", "told")) == []
    assert pictures.bars({}, "T", "told")


def test_a_picture_has_words_for_who_does_not_see_it() -> None:
    drawing = ElementTree.fromstring(pictures.flow({("a", "b"): 1}, "Where it went", "One file.")).find(".//svg")
    assert drawing is not None
    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "Where it went. One file.")


def test_a_matrix_shows_each_pair_from_both_sides() -> None:
    picture = ElementTree.fromstring(pictures.matrix({("a.md", "b.md"): 9, ("c.md", "c.md"): 4}, "T", "told"))
    told = [one.text for one in picture.iter("title")]
    assert told == ["a.md and b.md: 9 words", "a.md and b.md: 9 words", "c.md and c.md: 4 words"]
    assert labels(ElementTree.tostring(picture, "unicode")) == ["a.md", "b.md", "c.md"]


@given(st.dictionaries(st.tuples(NAMES, NAMES), st.integers(1, 10_000), max_size=40))
def test_a_matrix_names_every_end_once(pairs: dict[tuple[str, str], int]) -> None:
    names = {name if len(name) <= 26 else name[:25] + "…" for pair in pairs for name in pair}
    assert sorted(labels(pictures.matrix(pairs, "T", "told"))) == sorted(names)
