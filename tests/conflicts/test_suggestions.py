"""What a maintainer is told to do about a conflict: one value and where to change it, or why nothing decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from docpipe import conflicts, evidence, facts, parse
from docpipe.conflicts.suggestion import suggestion
from docpipe.model import Claim, Conflict, Evidence, Role, SourceFile, Tree
from tests.conflicts.test_cases import CASES, Case, read_cases, scan

SUGGESTIONS = read_cases(CASES.parent / "suggestions" / "suggestions.txt")


@pytest.mark.parametrize("case", SUGGESTIONS, ids=[case.title for case in SUGGESTIONS])
def test_case(case: Case, tmp_path: Path) -> None:
    found = scan(tmp_path, case.files)
    assert sorted(conflict.suggestion for conflict in found.conflicts) == sorted(case.expected)


def test_what_only_a_record_says_otherwise_is_history(tmp_path: Path) -> None:
    (tmp_path / ".env.example").write_text("POOL_SIZE=50\n", "utf-8")
    tree = Tree(str(tmp_path), (".env.example",), ())
    source = SourceFile("r.md", "r.md", "| Variable | Default |\n| --- | --- |\n| `POOL_SIZE` | `10` |\n", "", 60)
    for role, status in (("living", "settled"), ("record", "historic")):
        document = replace(parse.parse(source), role=role)
        found = conflicts.find((document,), tuple(facts.extract(document)), evidence.collect(tree), tree)
        assert [conflict.status for conflict in found.conflicts] == [status]


def _conflict(settled: str | None, *claims: tuple[str, str, Role, bool], proofs: tuple[str, ...] = ()) -> Conflict:
    told = tuple(Claim(path, 3, value, value, role, wrong) for path, value, role, wrong in claims)
    evidence = tuple(Evidence(f"{value}.yml", 1, value) for value in proofs)
    return Conflict("k-1", "port", "api", "host port", "", "open", 0.8, "high", told, evidence, "", settled)


def test_no_record_is_to_be_changed() -> None:
    found = _conflict("80", ("a.md", "81", "living", True), ("old.md", "81", "record", True), proofs=("80",))
    assert suggestion(found) == "80: 80.yml:1 says so; change a.md:3"


def test_where_only_records_differ_nothing_is_to_be_changed() -> None:
    found = _conflict("80", ("old.md", "81", "record", True), proofs=("80",))
    assert suggestion(found) == "80: 80.yml:1 says so; only records say otherwise, and they stay"


def test_evidence_that_disagrees_with_itself_is_shown_and_decides_nothing() -> None:
    found = _conflict(None, ("a.md", "81", "living", True), proofs=("80", "82"))
    assert suggestion(found) == (
        "undecided: the repository itself has 80 (80.yml:1), 82 (82.yml:1); 81 in a.md is none of them"
    )
