"""Output beside other people's files, without docpipe's own state, and named from another folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def docpipe(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "docpipe", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "a.md").write_text("# Setup\n\nRun `make up`.\n\n## Later\n\nWords of its own.\n")
    (root / "b.md").write_text("# Other\n\nThe shop sells lamps.\n")
    return root


def consolidated(tree: Path) -> str:
    run = docpipe("consolidate", tree, cwd=tree)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_pages_whose_list_is_lost_are_no_sources_and_stay_proven(tree: Path) -> None:
    consolidated(tree)
    shutil.rmtree(tree / ".docpipe")
    proof = docpipe("verify", cwd=tree)
    assert proof.returncode == 0, proof.stderr
    assert docpipe("scan", cwd=tree).stdout.startswith("2 documents")


def test_verify_proves_what_the_last_run_wrote(tree: Path) -> None:
    consolidated(tree)
    (tree / "docs/theirs.txt").write_text("theirs")
    (tree / "b.md").write_text("# Other\n\nThe shop sells chairs.\n")
    assert ".docpipe/preview" in consolidated(tree)
    assert docpipe("verify", cwd=tree).returncode == 0
    (tree / "docs/theirs.txt").unlink()
    assert ".docpipe/preview" not in consolidated(tree)
    assert not (tree / ".docpipe/preview/docs").exists()
    page = tree / "docs/index.md"
    page.write_text(page.read_text("utf-8").replace("Words", "Numbers"), "utf-8")
    assert docpipe("verify", cwd=tree).returncode == 1


def test_the_last_line_is_a_command_that_works_from_here(tree: Path, tmp_path: Path) -> None:
    out = tmp_path / "the output"
    docpipe("consolidate", "--out", "../the output", cwd=tree)
    last = docpipe("consolidate", tree, "--out", out, cwd=tmp_path).stdout.splitlines()[-1]
    assert f"mkdocs serve -f '{out}/mkdocs.yml'" in last
    assert f"docpipe verify {tree} --out '{out}'" in last


def test_a_link_in_the_place_of_docpipes_own_folder_is_the_users_to_mend(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tree / ".docpipe").symlink_to(tmp_path / "outside")
    run = docpipe("consolidate", tree, cwd=tree)
    assert run.returncode == 2
    assert ".docpipe is not a folder" in run.stderr
    assert list((tmp_path / "outside").iterdir()) == []
