"""`docpipe demo` from end to end: what it leaves, what it leaves alone, and what it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docpipe.cli.demo import build, complaint

ROOT = Path(__file__).parents[2]
ESTATE = ROOT / "docpipe" / "demo" / "estate"


def demo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "docpipe", "demo", *arguments]
    return subprocess.run(line, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def done(folder: Path) -> subprocess.CompletedProcess[str]:
    """The demonstration, run once."""
    return demo(folder, "try")


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_it_ends_well_and_says_where_to_look(folder: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    where = done.stdout.split("where to look:")[1].split()
    named = [word for word in where if word.startswith("try")]
    assert len(named) >= 4
    for name in named:
        assert (folder / name).is_file(), name


def test_the_copied_sample_is_the_packaged_one(folder: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert contents(folder / "try" / "estate") == contents(ESTATE)


def test_a_second_time_it_keeps_what_a_person_changed(folder: Path, done: subprocess.CompletedProcess[str]) -> None:
    page = folder / "try" / "estate" / "docs" / "monitoring.md"
    before = page.read_bytes()
    page.write_bytes(before + b"\nThe harbour office reads this page on Mondays.\n")
    again = demo(folder, "try")
    changed = page.read_bytes()
    page.write_bytes(before)
    assert again.returncode == 0, again.stdout + again.stderr
    assert changed != before
    pages = "".join(p.read_text("utf-8") for p in (folder / "try" / "result" / "docs").rglob("*.md"))
    assert "The harbour office reads this page on Mondays." in pages


def test_a_tree_of_ones_own_is_not_touched(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "README.md").write_text("# Shop\n\nThe shop listens on port 8080.\n", "utf-8")
    (tree / "docs").mkdir()
    (tree / "docs" / "guide.md").write_text("# Guide\n\nRead the guide before you open the shop.\n", "utf-8")
    before = contents(tree)
    ended = demo(tmp_path, "out", "--source", "tree")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert contents(tree) == before
    assert not (tmp_path / "out" / "estate").exists()


def test_what_mkdocs_warns_of_is_told_with_what_to_do(tmp_path: Path) -> None:
    """Such a site is a mistake of docpipe's, so this one is made by hand."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# A\n\n[b](b.md)\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    warnings = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert warnings is not None
    told = "\n".join(complaint(warnings))
    assert "MkDocs warns of 1 place," in told
    assert "'b.md'" in told
    assert "next:" in told
    assert (tmp_path / "site" / "index.html").is_file()
    assert not list(complaint(()))


def test_a_site_that_mkdocs_cannot_read_is_told_as_well(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    assert build(tmp_path / "mkdocs.yml", tmp_path / "site")


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("dear all", "utf-8")
    ended = demo(tmp_path, "letters")
    assert ended.returncode == 2
    assert "not a demonstration's" in ended.stderr
    assert contents(tmp_path / "letters") == {"one.txt": b"dear all"}


def test_output_inside_the_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Shop\n", "utf-8")
    ended = demo(tmp_path, "inside", "--source", ".")
    assert ended.returncode == 2
    assert not (tmp_path / "inside").exists()
