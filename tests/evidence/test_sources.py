"""Words in the tree's own files, and what the repository keeps out of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe.evidence import Files, Sources, ignore
from docpipe.model import Tree


def tree(folder: Path, **files: str) -> Tree:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    return Tree(str(folder), tuple(sorted(path.name for path in folder.iterdir())), ())


def test_whole_words_are_found_and_no_parts(tmp_path: Path) -> None:
    sources = Sources(tree(tmp_path, a__py="SHOP_PORT_X = run('deploy.sh')", b__yml="env: SHOP_PORT"))
    assert sources.naming({"SHOP_PORT", "deploy.sh", "SHOP"}) == {"SHOP_PORT": ("b.yml",), "deploy.sh": ("a.py",)}


def test_documents_name_nothing(tmp_path: Path) -> None:
    assert Sources(tree(tmp_path, a__md="SHOP_PORT")).naming({"SHOP_PORT"}) == {}


def test_code_of_empty_files_is_not_readable(tmp_path: Path) -> None:
    assert not Sources(tree(tmp_path, a__py="", b__py="x = 1")).readable


def test_a_tree_without_code_is_not_readable(tmp_path: Path) -> None:
    assert not Sources(tree(tmp_path, a__yml="x: 1")).readable


def test_code_with_text_is_readable(tmp_path: Path) -> None:
    assert Sources(tree(tmp_path, a__py="x = 1")).readable


@pytest.mark.parametrize("line", ["# comment", "", "   ", "a*b*c*d*e*f*g*", "/**/a/**/b/**/c/**/d/**"])
def test_is_no_usable_pattern(tmp_path: Path, line: str) -> None:
    assert list(ignore.read(".gitignore", line, Files(tree(tmp_path)))) == []


def test_patterns_keep_their_order(tmp_path: Path) -> None:
    found = ignore.read(".gitignore", "*.log\n!keep.log\n/out/\n", Files(tree(tmp_path)))
    assert [fact.subject for fact in found] == ["*.log", "!keep.log", "/out/"]
