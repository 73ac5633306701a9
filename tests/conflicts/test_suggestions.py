"""What a maintainer is told to do about a conflict: one value and where to change it, or why nothing decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe.conflicts.suggestion import suggestion
from docpipe.model import Claim, Conflict, Evidence, Role
from tests.conflicts.test_cases import CASES, Case, read_cases, scan

SUGGESTIONS = read_cases(CASES.parent / "suggestions" / "suggestions.txt")


@pytest.mark.parametrize("case", SUGGESTIONS, ids=[case.title for case in SUGGESTIONS])
def test_case(case: Case, tmp_path: Path) -> None:
    found = scan(tmp_path, case.files)
    assert sorted(conflict.suggestion for conflict in found.conflicts) == sorted(case.expected)


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
