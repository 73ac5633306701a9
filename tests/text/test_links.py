"""Which file and anchor a link names, by hosts' and generators' rules; what names nothing in the tree comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.text.links import Resolver, Site

FILES = (
    "README.md",
    "LICENSE",
    "docs/guide.md",
    "docs/setup/index.md",
    "docs/setup/first steps.md",
    "docs/api/_index.md",
    "docs/api/users.mdx",
    "docs/img/logo.png",
    "src/main.py",
    "site/content/blog/post.md",
    "docs/setup/Deep-Dive.md",
)
FOLDERS = ("docs", "docs/api", "docs/img", "docs/setup", "site", "site/content", "site/content/blog", "src")
ANCHORS = {
    "README.md": frozenset({"usage", "️-settings"}),
    "docs/guide.md": frozenset({"install", "Run_it"}),
    "docs/setup/index.md": frozenset({"linux"}),
    "docs/setup/first steps.md": frozenset({"begin"}),
}
SITE = Site(
    roots=("", "site/content"),
    addresses={"docs/old-guide": "docs/guide.md"},
    bases={"github.com/acme/tool/blob/main/": "", "acme.example/docs/": "docs"},
)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(FILES, FOLDERS, ANCHORS, SITE)


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("https://example.org/docs/guide.md", "another host"),
        ("//cdn.example.org/x.js", "another host, its scheme left open"),
        ("mailto:someone@example.org", "mail"),
        ("javascript:void(0)", "no address"),
        ("data:image/png;base64,AAAA", "an image in itself"),
        ("C:\\docs\\guide.md", "a path of somebody's machine"),
        ('{{< ref "gone.md" >}}', "a template writes the address"),
        ("${BASE}/gone.md", "a variable writes the address"),
        ("../../issues", "a page of the forge, beside the files"),
        ("../../../wiki/Home", "the same from deeper"),
        ("../../releases/latest", "the same with a step more"),
        ("/?path=/docs/button--docs", "a question to the application that is served at the root"),
        ("https://acme.example/docs/gone/", "a page of the project's own site, which the tree has not: still a URL"),
    ],
)
def test_names_nothing_in_the_tree(resolver: Resolver, target: str, why: str) -> None:
    found = resolver.resolve("docs/guide.md", target)
    assert found.kind == "external", why
    assert found.exists


@pytest.mark.parametrize(
    ("document", "target", "path", "anchor"),
    [
        ("README.md", "docs/guide.md", "docs/guide.md", None),
        ("docs/guide.md", "../README.md", "README.md", None),
        ("docs/guide.md", "./img/logo.png", "docs/img/logo.png", None),
        ("docs/guide.md", "/LICENSE", "LICENSE", None),
        ("docs/guide.md", "#install", "docs/guide.md", "install"),
        ("docs/guide.md", "#INSTALL", "docs/guide.md", "INSTALL"),
        ("docs/guide.md", "#top", "docs/guide.md", "top"),
        ("docs/guide.md", "#", "docs/guide.md", None),
        ("docs/guide.md", "../README.md#-settings", "README.md", "-settings"),
        ("docs/guide.md", "../README.md#user-content-usage", "README.md", "user-content-usage"),
        ("docs/guide.md", "../README.md?plain=1#L3-L9", "README.md", "L3-L9"),
        ("docs/guide.md", "../src/main.py#anything", "src/main.py", "anything"),
        ("docs/guide.md", "setup/first%20steps.md", "docs/setup/first steps.md", None),
        ("docs/guide.md", "setup", "docs/setup", None),
        ("docs/guide.md", "setup/#linux", "docs/setup", "linux"),
        ("docs/guide.md", "setup/index.html", "docs/setup/index.md", None),
        ("docs/guide.md", "api/users", "docs/api/users.mdx", None),
        ("docs/guide.md", "api/users.html", "docs/api/users.mdx", None),
        ("docs/guide.md", "../api/users/", "docs/api/users.mdx", None),
        ("docs/guide.md", "old-guide", "docs/guide.md", None),
        ("docs/guide.md", "/blog/post/", "site/content/blog/post.md", None),
        ("docs/guide.md", "https://github.com/acme/tool/blob/main/src/main.py#L4", "src/main.py", "L4"),
        ("docs/guide.md", "https://acme.example/docs/api/users/", "docs/api/users.mdx", None),
        ("README.md", "docs", "docs", None),
        ("docs/guide.md", "..", "", None),
        ("docs/guide.md", "setup/deep-dive", "docs/setup/Deep-Dive.md", None),  # a site's address is in lower case
        ("docs/setup/first steps.md", "./#begin", "docs/setup/first steps.md", "begin"),
    ],
)
def test_is_there(resolver: Resolver, document: str, target: str, path: str, anchor: str | None) -> None:
    found = resolver.resolve(document, target)
    assert (found.path, found.anchor, found.exists) == (path, anchor, True)


@pytest.mark.parametrize(
    ("document", "target", "path", "anchor"),
    [
        ("docs/guide.md", "docs/guide.md", "docs/docs/guide.md", None),  # counts from the document, not from the root
        ("docs/guide.md", "readme.md", "docs/readme.md", None),
        ("README.md", "license", "license", None),  # letter case counts on every host
        ("docs/guide.md", "/guide.md", "guide.md", None),
        ("docs/guide.md", "setup/deep-dive.md", "docs/setup/deep-dive.md", None),  # a file's name is not
        ("docs/guide.md", "setup/DEEP-DIVE", "docs/setup/DEEP-DIVE", None),
        ("docs/setup/first steps.md", "guide.md", "docs/setup/guide.md", None),  # of the generators, one looks above
        ("docs/guide.md", "#gone", "docs/guide.md", "gone"),
        ("README.md", "docs/guide.md#usage", "docs/guide.md", "usage"),
        ("README.md", "docs/setup#windows", "docs/setup", "windows"),
        ("README.md", "../outside.md", "../outside.md", None),
    ],
)
def test_is_missing(resolver: Resolver, document: str, target: str, path: str, anchor: str | None) -> None:
    found = resolver.resolve(document, target)
    assert (found.path, found.anchor, found.exists) == (path, anchor, False)


@given(st.text(max_size=60), st.sampled_from(FILES))
def test_any_text_resolves_to_something_in_the_tree_or_to_nothing(target: str, document: str) -> None:
    found = Resolver(FILES, FOLDERS, ANCHORS, SITE).resolve(document, target)
    assert found.kind in ("external", "missing") or found.path in {*FILES, *FOLDERS, ""}


def test_docusaurus_looks_for_a_file_below_the_folder_of_all_documents_as_well() -> None:
    resolver = Resolver((*FILES, "site/docusaurus.config.js"), FOLDERS, ANCHORS, SITE)
    assert resolver.resolve("docs/setup/first steps.md", "guide.md#install").path == "docs/guide.md"
    assert not resolver.resolve("docs/setup/first steps.md", "./guide.md").exists
    assert not resolver.resolve("docs/setup/first steps.md", "guide").exists
