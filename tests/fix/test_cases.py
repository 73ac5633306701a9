"""Golden cases: small git repositories as data files, near-misses first, and what `docpipe fix` writes in them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from docpipe import applying, config, fixing, pipeline
from docpipe.errors import ApplyError
from tests import casefiles
from tests.apply.repositories import commit, git, repository, state

CASES = Path(__file__).parents[1] / "cases" / "fix"


@dataclass(frozen=True)
class Case:
    title: str
    files: dict[str, str]
    moved: list[tuple[str, str]]  # by git, after the first commit; to "" where the file is removed
    moves: str  # the table that a person gives
    expected: list[str]


def read_cases(path: Path) -> list[Case]:
    """`### title`, files as `--- path` (with CRLF behind it: Windows' line ends, none at the end), then the rest.

    `--- moved`: `old -> new` lines, for git; `--- moves`: the table; `--- expect`: `path:line: new text` for each line
    that changes, and `left path:line: value` for what is left to a person.
    """
    found = []
    for title, files, expected in casefiles.read(path):
        moved = [tuple(line.partition(" ->")[::2]) for line in files.pop("moved", "").splitlines() if line.strip()]
        moves = files.pop("moves", "")
        files = {
            name.removesuffix(" CRLF"): text.rstrip("\n").replace("\n", "\r\n") if name.endswith(" CRLF") else text
            for name, text in files.items()
        }
        found.append(Case(title, files, [(old, new.strip()) for old, new in moved], moves, expected))
    return found


def build(case: Case, root: Path) -> Path | None:
    """The repository of a case; the file of its table, if it has one."""
    repository(root, case.files)
    for old, new in case.moved:
        if new:
            (root / new).parent.mkdir(parents=True, exist_ok=True)
            git(root, "mv", old, new)
        else:
            git(root, "rm", "-q", old)
    if case.moved:
        commit(root, "Move")
    if not case.moves:
        return None
    table = root.parent / "moves.txt"
    table.write_text(case.moves, "utf-8")
    return table


def show(root: Path, moves: Path | None) -> fixing.Fixes:
    return fixing.show(root, moves, workers=1, told=lambda stage: None)


ALL = [(path.stem, case) for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", [case for _, case in ALL], ids=[f"{name}: {case.title}" for name, case in ALL])
def test_case(case: Case, tmp_path: Path) -> None:
    root = tmp_path / "shop"
    moves = build(case, root)
    before = state(root)
    found = show(root, moves)
    assert state(root) == before, "nothing is changed unasked"
    told = {f"{mend.path}:{mend.line}" for mend in found.done}
    changed = {line.partition(": ")[0] for line in case.expected if not line.startswith("left ")}
    assert told == changed
    assert [f"left {one.path}:{one.line}: {one.token}" for one in found.left] == [
        line for line in case.expected if line.startswith("left ")
    ]
    if not changed:
        assert found.patch == b""
        with pytest.raises(ApplyError):
            fixing.carry_out(root, moves, workers=1, told=lambda stage: None)
        return
    fixing.carry_out(root, moves, workers=1, told=lambda stage: None)
    assert _difference(root) == sorted(case.expected, key=_place)[: len(changed)]
    assert git(root, "status", "--porcelain") == ""
    assert show(root, moves).done == (), "done once, nothing is left to do"
    assert told.isdisjoint(_reported(root, found))
    applying.undo(root, None)
    assert state(root) == before
    subprocess.run(["git", "apply", "-"], cwd=root, input=found.patch, check=True)
    assert _difference(root, "HEAD") == sorted(case.expected, key=_place)[: len(changed)]


def _place(line: str) -> tuple[bool, str, int]:
    path, number, _ = line.removeprefix("left ").split(":", 2)
    return line.startswith("left "), path, int(number)


def _difference(root: Path, old: str = "HEAD^") -> list[str]:
    """Each line that is other than in the commit before; line ends and all other lines are the same."""
    found = []
    for path in git(root, "diff", "--name-only", "-z", old).split("\0")[:-1]:
        was = subprocess.run(["git", "show", f"{old}:{path}"], cwd=root, capture_output=True, check=True).stdout
        now = (root / path).read_bytes()
        pairs = zip(was.splitlines(keepends=True), now.splitlines(keepends=True), strict=True)
        for number, (left, right) in enumerate(pairs, 1):
            end = len(left) - len(left.rstrip(b"\r\n"))
            assert left[len(left) - end :] == right[len(right) - end :]
            if left != right:
                found.append(f"{path}:{number}: {right.decode().rstrip(chr(13) + chr(10))}")
    return sorted(found, key=_place)


def _reported(root: Path, fixed: fixing.Fixes) -> set[str]:
    """Where a scan still finds one of the tokens that were set right."""
    found = pipeline.scan(root, config.load(root), workers=1)
    wrong = {mend.old for mend in fixed.done}
    claims = {
        f"{claim.path}:{claim.line}"
        for conflict in found.contradictions.conflicts
        for claim in conflict.claims
        if claim.wrong and claim.value in wrong
    }
    return claims | {f"{dead.path}:{dead.line}" for dead in found.references if dead.token in wrong}
