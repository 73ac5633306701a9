"""What changed between reports: by the text of places, so that what only moved is no change."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docpipe import gate
from docpipe.errors import PathError
from docpipe.model import Finding

from .test_check import COPY, DEAD, FILES, docpipe


def finding(*prints: str, line: int = 1) -> Finding:
    return Finding("duplicate", "low", tuple(f"a.md:{line}" for _ in prints), prints, "said twice")


def test_what_only_moved_is_no_change() -> None:
    (step,) = gate.history([[finding("a", "b")], [finding("b", "a", line=40)]])
    assert (step.new, step.back, step.settled) == ((), (), ())


def test_new_settled_and_back_again() -> None:
    one, other = finding("a", "b"), finding("c", "d")
    steps = gate.history([[one], [other], [one, other]])
    assert (steps[0].new, steps[0].settled, steps[0].back) == ((other,), (one,), ())
    assert (steps[1].new, steps[1].settled, steps[1].back) == ((), (), (one,))


def test_one_place_more_is_new() -> None:
    (step,) = gate.history([[finding("a", "b")], [finding("a", "b", "c")]])
    assert step.new
    assert not step.settled


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"findings": [{"kind": "x"}]}', b"\xff\xfe", b'{"findings": 1}']
)
def test_what_is_no_report_is_named(content: bytes) -> None:
    with pytest.raises(PathError, match=r"week\.json is no scan\.json") as error:
        gate.findings_of("week.json", content)
    assert error.value.hint


def test_two_scans(tmp_path: Path) -> None:
    root = tmp_path / "shop"
    for name, text in (FILES | {"docs/keys.md": DEAD}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    docpipe(root, "scan", "--out", "../old", "--quiet")
    (root / "docs/keys.md").write_text("# Keys\n\nThere is one key.\n", "utf-8")
    (root / "docs/copy.md").write_text(f"Some lines before.\n\n{COPY}", "utf-8")
    docpipe(root, "scan", "--out", "../new", "--quiet")
    told = docpipe(root, "history", "../old/reports/scan.json", "../new/reports/scan.json")
    assert told.startswith("../new/reports/scan.json: 1 new, 0 back again, 1 settled, 1 in all")
    assert "new: docs/backup.md:1: duplicate" in told or "new: docs/copy.md:3: duplicate" in told
    (step,) = json.loads(docpipe(root, "history", "--json", "../old/reports/scan.json", "../new/reports/scan.json"))
    assert step["settled"][0]["kind"] == "reference"


def test_one_report_is_not_enough(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    run = subprocess.run(
        [sys.executable, "-m", "docpipe", "history", "a.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
