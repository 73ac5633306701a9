"""Names of files in running text, as the stage looks for them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from docpipe.references.orphans import file_names

_MEANT = re.compile(r"[\w.-]*\w\.\w+")


@given(st.text(st.sampled_from("ab1_-. /é\n"), max_size=60))
def test_finds_what_the_plain_pattern_means(text: str) -> None:
    """The two patterns that take linear time find what the one that says it plainly does."""
    assert file_names(text) == {*_MEANT.findall(text)}


def test_long_runs_take_linear_time() -> None:
    """The plain pattern would take hours for these."""
    assert file_names("x" * 400_000) == frozenset()
    assert file_names("a-" * 200_000 + "." + "-a" * 200_000) == frozenset()
    assert file_names("." * 400_000) == frozenset()
