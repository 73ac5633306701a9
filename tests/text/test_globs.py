"""Globs over paths: what must not match, then what must."""

from __future__ import annotations

import pytest

from docpipe.text.globs import matches

OTHER = [
    # glob, path, why not
    ("*.md", "docs/a.md", "* stays within a name"),
    ("docs/*.md", "docs/a/b.md", "* stays within a name"),
    ("docs/**", "mydocs/a.md", "a name is whole"),
    ("docs", "docs/a.md", "the whole path must fit"),
    ("a?.md", "a/.md", "? is no slash"),
    ("**/ops/**", "opsx/a.md", "a name is whole"),
]
SAME = [
    ("*.md", "a.md"),
    ("**/*.md", "a.md"),
    ("**/*.md", "a/b/c.md"),
    ("docs/**", "docs/a/b.md"),
    ("**/ops/**", "x/y/ops/z.md"),
    ("**/ops/**/a?.md", "ops/q/ops/ab.md"),
    ("a/**/b/**/c", "a/b/b/x/c"),
    ("[ab].md", "b.md"),
]


@pytest.mark.parametrize(("glob", "path"), [(glob, path) for glob, path, _ in OTHER])
def test_a_glob_does_not_match(glob: str, path: str) -> None:
    assert not matches(glob, path)


@pytest.mark.parametrize(("glob", "path"), SAME)
def test_a_glob_matches(glob: str, path: str) -> None:
    assert matches(glob, path)


def test_a_hostile_glob_ends() -> None:
    assert not matches("**/" * 200 + "x", "a/" * 200 + "y")
    assert not matches("*a" * 200, "a" * 3000 + "b")
