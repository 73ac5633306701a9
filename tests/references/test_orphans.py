"""What nobody leads to: what is no orphan comes first, each with its why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from docpipe.references import orphans
from tests.references.small import Code, corpus

DOCUMENTS = {
    "README.md": "# X\n\nSee [guide](docs/guide.md) and run `scripts/deploy.sh`.",
    "docs/guide.md": "# Guide\n",
}


def found(documents: Mapping[str, str], *files: str, code: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    return [(each.kind, each.path) for each in orphans(corpus({**DOCUMENTS, **documents}, files), Code(code or {}))]


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        ("docs/README.md", "# Docs", "a folder's own page is found by browsing"),
        ("docs/index.md", "# Docs", "the same"),
        ("CONTRIBUTING.md", "# How", "hosts show it"),
        ("docs/placed.md", "---\nsidebar_position: 2\n---\n\n# Placed", "the site places it"),
    ],
)
def test_is_no_orphan_document(path: str, text: str, why: str) -> None:
    assert found({path: text}) == [], why


@pytest.mark.parametrize(
    ("path", "code", "why"),
    [
        ("scripts/deploy.sh", {}, "a document names it"),
        ("scripts/build.sh", {".github/workflows/ci.yml": "run: ./scripts/build.sh"}, "a job runs it"),
        ("scripts/seed.py", {"app/main.py": "from scripts import seed"}, "code imports it"),
        (".github/workflows/ci.yml", {}, "the host looks for it"),
        ("mkdocs.yml", {}, "its tool looks for it"),
        ("tests/fixtures/a.yaml", {}, "data of a test"),
        ("src/app.py", {}, "code, no script"),
        ("node_modules/x/run.sh", {}, "somebody else's"),
    ],
)
def test_is_no_orphan_file(path: str, code: Mapping[str, str], why: str) -> None:
    assert found({}, path, code=code) == [], why


def test_what_nothing_names_is_listed() -> None:
    assert found({"docs/lost.md": "# Lost"}, "scripts/gone.sh", "deploy/prod.yaml") == [
        ("settings", "deploy/prod.yaml"),
        ("document", "docs/lost.md"),
        ("script", "scripts/gone.sh"),
    ]


def test_scripts_are_not_asked_for_where_the_code_cannot_be_read() -> None:
    listed = orphans(corpus(DOCUMENTS, ["scripts/gone.sh"]), Code({}, readable=False))
    assert listed == ()


def test_a_record_is_no_orphan() -> None:
    assert orphans(corpus({"notes/day.md": "# Day"}, role="record"), Code({})) == ()
