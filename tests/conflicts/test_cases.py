"""Golden cases: small repositories as data files, near-misses first, each with why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from docpipe import conflicts, evidence, facts, parse
from docpipe.model import Contradictions, SourceFile, Tree
from tests import casefiles

CASES = Path(__file__).parents[1] / "cases" / "conflicts"


@dataclass(frozen=True)
class Case:
    title: str
    files: dict[str, str]
    expected: list[str]


def read_cases(path: Path) -> list[Case]:
    """`### title`, then files as `--- path` and their text, then `--- expect` and one line a conflict."""
    return [Case(title, files, expected) for title, files, expected in casefiles.read(path)]


def scan(root: Path, files: dict[str, str]) -> Contradictions:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    tree = Tree(str(root), tuple(sorted(files)), ())
    documents = tuple(
        parse.parse(SourceFile(name, str(root / name), text, "", len(text)))
        for name, text in sorted(files.items())
        if name.endswith(".md")
    )
    claims = tuple(fact for document in documents for fact in facts.extract(document))
    return conflicts.find(documents, claims, evidence.collect(tree), tree, sources=evidence.Sources(tree))


def rendered(found: Contradictions) -> list[str]:
    lines = []
    for conflict in found.conflicts:
        claims = " ".join(f"{claim.path}:{claim.line}={claim.value}" for claim in conflict.claims)
        proofs = " ".join(f"{proof.path}:{proof.line}={proof.value}" for proof in conflict.evidence)
        lines.append(f"{conflict.kind} | {conflict.subject} | {conflict.attribute} | {claims} | {proofs}".rstrip(" |"))
    return sorted(lines)


ALL = [(path.stem, case) for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=[f"{name}: {case.title}" for name, case in ALL])
def test_case(case: Case, tmp_path: Path) -> None:
    assert rendered(scan(tmp_path, case.files)) == sorted(case.expected)


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.txt")))
def test_near_misses_stand_first_and_are_ten(name: str) -> None:
    cases = read_cases(CASES / f"{name}.txt")
    misses = [case for case in cases if not case.expected]
    assert len(misses) >= 10
    assert cases[: len(misses)] == misses
