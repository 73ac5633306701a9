"""The packaged layout on documents of its own: `tests/cases/rules/*.toml`, near-misses first."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from docpipe.config import Config
from docpipe.rules import assign
from tests.rules.documents import document

CASES = Path(__file__).parents[1] / "cases" / "rules"


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(row, id=row.get("why") or row.get("path") or row["text"].splitlines()[0]) for row in rows]


@pytest.mark.parametrize("case", cases("placement"))
def test_a_document_goes_to_the_target_of_its_subject(case: dict[str, str]) -> None:
    found = assign((document(case["path"], case["text"]),), Config())
    assert {(a.target, a.reason) for a in found} == {(case["target"], found[0].reason)}


@pytest.mark.parametrize("case", cases("topics"))
def test_a_document_stands_under_the_topic_of_most_of_its_words(case: dict[str, str]) -> None:
    found = assign((document("docs/cache.md", case["text"]),), Config())
    assert {a.topic for a in found} == {case["topic"]}
