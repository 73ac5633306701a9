"""Golden cases: `tests/cases/match/*.md`, each a title, documents after `=== PATH` lines, and the pairs to be found.

An expected line is `LEFT RIGHT relation`, or `LEFT RIGHT apart` for sections that must not be merged. The documents
stand beside the sample estate.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from docpipe.match import match
from docpipe.model import Matching
from tests.match.corpus import document, documents

CASES = Path(__file__).parents[1] / "cases" / "match"
MERGED = ("duplicate", "near", "contains")


def cases() -> list[object]:
    found = []
    for file in sorted(CASES.glob("*.md")):
        for line, title, text, expected in read_fixture_file(file):
            found.append(pytest.param(text, expected, id=f"{file.stem}:{line} {title}"))
    return found


def parted(text: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    path = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("=== "):
            path = line[4:].strip()
            texts[path] = ""
        else:
            texts[path] += line
    return texts


def relation(found: Matching, left: str, right: str) -> str | None:
    for pair in found.matches:
        if {pair.left, pair.right} == {left, right}:
            return pair.relation
    groups = [*found.clusters, *found.families]
    return next((group.relation for group in groups if {left, right} <= set(group.members)), None)


@pytest.mark.parametrize(("text", "expected"), cases())
def test_case(text: str, expected: str) -> None:
    found = match(documents(parted(text)))
    for line in expected.splitlines():
        left, right, wanted = line.split()
        got = relation(found, left, right)
        if wanted == "apart":
            assert got not in MERGED, f"{line}: {got}"
        else:
            assert got == wanted, line


def test_a_corpus_without_a_pair_has_no_match() -> None:
    """One document of one section: nothing to compare, and no figure of anything."""
    assert not match((document("a.md", "# Alone\n\nNobody else says anything here.\n"),)).matches
