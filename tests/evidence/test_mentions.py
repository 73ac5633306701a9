"""Which files name a document that leaves its place; what names another one first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from docpipe.evidence import mentions
from docpipe.model import Tree

LEAVING = ("docs/setup.md", "api/docs/setup.md", "docs/guide/deploy.md", "NOTES.md")


def found(
    root: Path, files: Mapping[str, str], documents: Mapping[str, str] | None = None
) -> list[tuple[str, int, str]]:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    folders = sorted({str(Path(path).parent) for path in files} - {"."})
    tree = Tree(str(root), tuple(sorted(files)), tuple(folders))
    return [(one.path, one.line, one.document) for one in mentions(tree, documents or {}, LEAVING)]


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a document that stays", "see docs/other.md"),
        ("two end so", "see docs-site/setup.md and setup.md"),
        ("another ending", "docs/setup.mdx docs/setup.txt docs/setup"),
        ("a longer name", "docs/setup.md.bak my-docs/setup.md"),
    ],
)
def test_what_names_no_document_that_leaves(tmp_path: Path, why: str, text: str) -> None:
    assert found(tmp_path, {"scripts/run.sh": text}) == []


def test_code_and_ci_name_documents_from_the_root_and_from_where_they_lie(tmp_path: Path) -> None:
    files = {
        ".github/workflows/ci.yml": "jobs:\n  a: test -f docs/setup.md\n",
        "api/main.py": '"""Described in docs/setup.md."""\n# and in ../NOTES.md.\n',
        "Makefile": "open:\n\txdg-open guide/deploy.md\n",
        "package.json": '{"homepage": "https://github.com/o/r/blob/main/docs/setup.md#run"}\n',
    }
    assert found(tmp_path, files) == [
        (".github/workflows/ci.yml", 2, "docs/setup.md"),
        ("Makefile", 2, "docs/guide/deploy.md"),
        ("api/main.py", 1, "api/docs/setup.md"),
        ("api/main.py", 2, "NOTES.md"),
        ("package.json", 1, "docs/setup.md"),
    ]


def test_documents_that_stay_are_searched_and_those_that_leave_are_not(tmp_path: Path) -> None:
    files = {"README.md": "", "NOTES.md": "[s](docs/setup.md)"}
    staying = {"README.md": "# R\n\nRead [the set-up](docs/setup.md#run).\n"}
    assert found(tmp_path, files, staying) == [("README.md", 3, "docs/setup.md")]
