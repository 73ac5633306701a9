"""Dead links and anchors: what is none comes first. How a target resolves is tested with the resolver."""

from __future__ import annotations

import pytest

from docpipe.references import find
from tests.references.small import corpus, dead

FILES = ("docs/setup.md", "docs/img/logo.png", "LICENSE")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[a](setup.md)", "it exists"),
        ("[a](../LICENSE)", "it exists"),
        ("# One\n\n[a](#one)", "the heading is there"),
        ("# One\n\n# One\n\n[a](#one-1) [b](#one_1)", "the second heading, in both ways of numbering"),
        ("[a](.//setup.md)", "two slashes are read as one"),
        ("[a](https://example.org/gone.md)", "another host"),
        ("[a](path/to/file.md)", "a placeholder"),
        ("[a](<your-guide>.md)", "a placeholder"),
        ("[a]({{ url }}/gone.md)", "a template"),
        ("`[a](gone.md)`", "code"),
        ("```\n[a](gone.md)\n```", "code"),
        ("<!-- [a](gone.md) -->", "a comment"),
        ("[a](/api/v1/users)", "a route: no section of the site has that name"),
        ("[a](/tags/setup/)", "a page that the site makes"),
        ('{{% include "x" %}}\n\n# One\n\n[a](#two)', "another file may hold the heading"),
        ("# {{ title }}\n\n[a](#two)", "a template writes the heading"),
    ],
)
def test_is_no_dead_link(text: str, why: str) -> None:
    assert dead(text, FILES, "docs/README.md") == [], why


@pytest.mark.parametrize(
    ("text", "kind", "token", "suggestion"),
    [
        ("[a](gone.md)", "link", "gone.md", None),
        ("[a](docs/setup.md)", "link", "docs/setup.md", "docs/setup.md"),
        ("![a](logo.png)", "link", "logo.png", "docs/img/logo.png"),
        ("[a][x]\n\n[x]: set-up.md", "link", "set-up.md", "docs/setup.md"),
        ('<img src="img/gone.png">', "link", "img/gone.png", None),
        ("# One\n\n[a](#two)", "anchor", "#two", None),
        ("# Step 2\n\n[a](#step-3)", "anchor", "#step-3", None),
        ("# Configure SSL\n\n[a](#configure-tls)", "anchor", "#configure-tls", None),
        ("# Configurations\n\n[a](#configuration)", "anchor", "#configuration", "docs/README.md#configurations"),
        (
            "# Filter by built-in variable\n\n[a](#filter-by-builtin-variable)",
            "anchor",
            "#filter-by-builtin-variable",
            "docs/README.md#filter-by-built-in-variable",
        ),
    ],
)
def test_is_dead(text: str, kind: str, token: str, suggestion: str | None) -> None:
    found = find(corpus({"docs/README.md": text}, FILES))
    assert [(each.kind, each.token, each.suggestion) for each in found] == [(kind, token, suggestion)]


def test_front_matter_names_other_pages() -> None:
    pages = {
        f"site/docs/{name}.md": "# A\n\n[b](/docs/one/) [c](/docs/two/) [d](/docs/three/)"
        for name in ("one", "two", "three")
    }
    text = "---\ntitle: X\naliases:\n  - /docs/former/\nrelated:\n  - /docs/one/\n  - /docs/gone/\n---\n\n# X\n"
    found = find(corpus({**pages, "site/docs/x.md": text}))
    assert [(each.path, each.line, each.token) for each in found] == [("site/docs/x.md", 7, "/docs/gone/")]


def test_urls_of_the_own_site_are_judged_once_enough_of_them_work() -> None:
    base = "https://acme.example/manual/guide"
    pages = {f"docs/guide/{name}.md": f"# {name}\n\n[x]({base}/a) [y]({base}/b) [z]({base}/c)\n" for name in "abc"}
    found = find(
        corpus({**pages, "README.md": f"[gone]({base}/gone) [other](https://other.example/manual/guide/gone)"})
    )
    assert [each.token for each in found] == [f"{base}/gone"]


def test_a_misspelt_first_step_of_an_address() -> None:
    pages = {
        f"site/product/{name}.md": "# A\n\n[b](/product/one/) [c](/product/two/) [d](/product/three/)"
        for name in ("one", "two", "three")
    }
    found = find(corpus({**pages, "site/x.md": "# X\n\n[a](/prodcut/one/) [b](/api/one/)"}))
    assert [(each.token, each.suggestion) for each in found] == [("/prodcut/one/", "site/product/one.md")]


def test_the_heading_of_a_link_tells_the_page() -> None:
    pages = {
        "docs/a.md": "[x](gone.md#push-the-charts)",
        "docs/b.md": "# B\n\n## Push the charts\n",
        "docs/c.md": "# C\n",
    }
    assert [each.suggestion for each in find(corpus(pages))] == ["docs/b.md"]


@pytest.mark.parametrize(
    ("target", "instead"),
    [
        ("guide.md#start", "deep/guide.md#start"),
        ("../deep/guide.md", "deep/guide.md"),
        ("guide", "deep/guide"),
        ("../../LICENSE", "../LICENSE"),
    ],
)
def test_a_link_is_told_what_to_write_from_where_it_stands(target: str, instead: str) -> None:
    files = ("docs/deep/guide.md", "LICENSE")
    found = find(corpus({"docs/README.md": f"[a]({target})"}, files))
    assert [each.instead for each in found] == [instead]
