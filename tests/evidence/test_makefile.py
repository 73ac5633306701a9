"""Targets of Makefiles: what is no target comes first, each with its why."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe.evidence.makefile import read
from docpipe.evidence.reading import Files
from docpipe.model import Fact, Tree


def facts(folder: Path, **files: str) -> list[Fact]:
    """The facts of `Makefile` in a folder with these files; a dot in a name is written `_`."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    tree = Tree(str(folder), tuple(sorted(path.name for path in folder.iterdir())), ())
    return list(read("Makefile", files["Makefile"], Files(tree)))


def targets(folder: Path, text: str) -> list[str]:
    return [fact.subject for fact in facts(folder, Makefile=text) if fact.attribute == "make target"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("NAME := value\n", "an assignment"),
        ("NAME ?= a:b\n", "an assignment with a colon in it"),
        ("\tcurl http://x: y\n", "a recipe"),
        ("# test: all tests\n", "a comment"),
        (".SUFFIXES: .o\n", "a setting of make"),
        ("define T\nfake: x\nendef\n", "text in a variable"),
        ("ifeq ($(A),b)\nendif\n", "a condition"),
    ],
)
def test_is_no_target(tmp_path: Path, text: str, why: str) -> None:
    assert targets(tmp_path, text) == [], why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("test:\n\tpytest\n", ["test"]),
        ("a b: c\n", ["a", "b"]),
        (".PHONY: a b\n", ["a", "b"]),
        ("build-%: x\n", ["build-%"]),
        ("a:: b ## help\n", ["a"]),
        ("dir/out.txt: in\n", ["dir/out.txt"]),
    ],
)
def test_is_a_target(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert targets(tmp_path, text) == expected


def test_included_targets_count_as_the_makefiles_own(tmp_path: Path) -> None:
    found = facts(tmp_path, Makefile="include more.mk\n", more_mk="x:\n")
    assert [(fact.subject, fact.path) for fact in found] == [("x", "Makefile")]


@pytest.mark.parametrize("text", ["include gone.mk\n", "-include $(wildcard *.mk)\n", "$(NAMES): x\n"])
def test_what_cannot_be_read_is_said(tmp_path: Path, text: str) -> None:
    assert "open ended" in {fact.attribute for fact in facts(tmp_path, Makefile=text)}


def test_a_makefile_that_includes_itself_ends(tmp_path: Path) -> None:
    assert "open ended" in {fact.attribute for fact in facts(tmp_path, Makefile="include Makefile\na:\n")}
