"""Of a page that docpipe wrote, what stands there in its own right; every line and column stays where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.text.living import END, OWN, living

UNTOUCHED = [
    "# A\n\nNo mark of docpipe's at all.\n",
    f"# A\n\n```html\n{OWN}\nin a fence\n{END}\n```\n",
    '# A\n\n??? note "ours"\n\n    A note of people in a document of theirs.\n',
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_page_stays_as_it_is(text: str) -> None:
    assert living(text) == text


def shown(text: str) -> list[str]:
    return [line.rstrip() for line in living(text).split("\n") if line.strip()]


def test_own_regions_go_but_for_their_headings() -> None:
    text = f"{OWN}\n\n# Core\n\n| a | b |\n\n{END}\n\nStays.\n\n<small>From `x.md`</small> {OWN}\n\nToo.\n"
    assert shown(text) == ["# Core", "Stays.", "Too."]


def test_folded_notes_go_whole() -> None:
    note = '??? note "Also in x.md"\n\n    Other words.\n\n    ```\n    code\n    ```\n'
    text = f"A. {OWN}\n\nStays.\n\n{note}\nStays too.\n"
    assert shown(text) == ["Stays.", "Stays too."]


def test_a_struck_value_goes_and_the_settled_one_is_read() -> None:
    text = f'Own. {OWN}\n\nPort <del class="docpipe">3000</del> <ins class="docpipe">3001</ins> it is.\n'
    assert living(text).split("\n")[2].split() == ["Port", "3001", "it", "is."]


def test_a_region_that_is_never_closed_hides_nothing() -> None:
    assert shown(f"{OWN}\n\nStays.\n") == ["Stays."]


@given(st.lists(st.sampled_from([OWN, END, "# A", "a", "", "```", '??? note "n"', "    in", f"x {OWN}", "~~~"])))
def test_every_line_keeps_its_length(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert [len(line) for line in living(text).split("\n")] == [len(line) for line in text.split("\n")]
    assert living(living(text)) == living(text)
