"""Plain text: what a reader sees, and what must stay as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.text.emphasis import without_emphasis, without_pairs
from docpipe.text.plain import plain


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        # near misses: nothing to strip
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("a < b and c > d", "a < b and c > d"),
        ("[1] and [x]", "[1] and [x]"),
        ("`<name>` and `a *b* c`", "<name> and a *b* c"),
        (r"\*not emphasis\*", "*not emphasis*"),
        (r"\`not code\`", "`not code`"),
        ("R&D costs", "R&D costs"),
        ("docs/*.md", "docs/*.md"),
        ("src/**/*.py", "src/**/*.py"),
        ("one of @$!%*?&", "one of @$!%*?&"),
        ("*a and 5 * 3", "*a and 5 * 3"),
        ("a -> b, <some_name>", "a -> b, <some_name>"),
        ("~/x and ~/y", "~/x and ~/y"),
        ("`__init__.py` in `__all__`", "__init__.py in __all__"),
        # what goes
        ("**bold** *it* ***both*** __b__ _i_ ~~gone~~", "bold it both b i gone"),
        ("[text](a.md) [ref][r] ![alt](i.png)", "text ref alt"),
        ("[![badge](b.svg)](ci)", "badge"),
        ("[a](x_(y).md 'title') end", "a end"),
        ("<b>x</b>y<!-- no --><br/>z", "xy z"),
        ("<https://x.y> <a@b.co>", "https://x.y a@b.co"),
        ("a &amp; b &lt;", "a & b <"),
        ("`` a`b ``", "a`b"),
        ("2*3*4 and *a **b** c*", "234 and a b c"),
        ("one\\\ntwo", "one\ntwo"),
        ("[[a]](b) [a [b] c](d)", "[a] a [b] c"),
    ],
)
def test_plain(markdown: str, expected: str) -> None:
    assert plain(markdown) == expected


@given(st.text(st.characters(codec="utf-8", exclude_characters="\\`*_[<&~!\ue000")))
def test_text_without_marks_is_unchanged(text: str) -> None:
    assert plain(text) == text


@given(st.text(st.sampled_from("ab \\`*_[]()<>&~!\n"), max_size=60))
def test_line_breaks_outside_of_marks_stay(text: str) -> None:
    assert plain(text).count("\n") <= text.count("\n")


@given(st.text(st.sampled_from("aé1 _*~.,(²\n"), max_size=20))
def test_plain_bold_text_is_told_at_once_and_no_other_way(text: str) -> None:
    """Marks that are dropped together are those that pair one by one."""
    assert without_emphasis(text) == without_pairs(text)
