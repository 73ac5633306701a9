"""Anchors: what each host makes of a heading, held against the host's own code where it can be run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify, unique

from docpipe.text.slugs import GithubAnchors, MarkdownAnchors, github_slug, markdown_slug

NAMES = st.sampled_from(["a", "a_1", "a_2", "a_01", "b", "B!", "", "?", "a-1", "a_1_1", "é"])


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        # what stays as it is
        ("snake_case-name", "snake_case-name"),
        ("安装 指南", "安装-指南"),
        ("हिन्दी", "हिन्दी"),
        # what goes leaves no trace
        ("C++ & C#", "c--c"),
        ("What's new?", "whats-new"),
        ("v1.2.3", "v123"),
        ("🚀 Quick start", "-quick-start"),
        ("a—b", "ab"),
        # a variation selector is a mark, and stays
        ("⚙️ Setup", "\ufe0f-setup"),
        ("Über uns", "über-uns"),
        ("two  blanks", "two--blanks"),
    ],
)
def test_github(text: str, slug: str) -> None:
    """The examples of GitHub's html-pipeline and of github-slugger."""
    assert github_slug(text) == slug


def test_github_numbers_duplicates() -> None:
    anchors = GithubAnchors()
    assert [anchors.next(text) for text in ("a", "a", "a-1", "a", "A")] == ["a", "a-1", "a-1-1", "a-2", "a-3"]


@given(st.text())
def test_markdown_is_what_its_toc_extension_makes(text: str) -> None:
    assert markdown_slug(text) == slugify(text, "-")


@given(st.lists(NAMES), st.lists(NAMES))
def test_markdown_numbers_duplicates_as_its_toc_extension_does(explicit: list[str], texts: list[str]) -> None:
    anchors, used = MarkdownAnchors(), set(explicit)
    for anchor in explicit:
        anchors.take(anchor)
    assert [anchors.next(text) for text in texts] == [unique(slugify(text, "-"), used) for text in texts]
