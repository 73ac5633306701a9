"""`docpipe scan` from the command line, on real folders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema_rs
import pytest


def docpipe(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "docpipe", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def sprawl(tmp_path: Path) -> Path:
    root = tmp_path / "sprawl"
    (root / "guides").mkdir(parents=True)
    (root / "README.md").write_text("# Shop\n\nThe shop sells lamps.\n\n## Start\n\nRun `make up`.\n")
    (root / "guides/setup.md").write_text("# Setup\n\n| a | b |\n| - | - |\n| 1 | 2 |\n")
    (root / "empty.md").write_text("")
    return root


def test_the_report_holds_to_its_schema_and_lists_what_was_left_out(sprawl: Path, tmp_path: Path) -> None:
    run = docpipe("scan", sprawl, "--out", tmp_path / "out", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    report = json.loads((tmp_path / "out/reports/scan.json").read_text("utf-8"))
    schema = json.loads(files("docpipe.publish.reports").joinpath("scan.schema.json").read_text("utf-8"))
    jsonschema_rs.validate(schema, report)
    assert [document["path"] for document in report["documents"]] == ["README.md", "guides/setup.md"]
    assert [skipped["path"] for skipped in report["corpus"]["skipped"]] == ["empty.md"]
    assert [section["id"] for section in report["sections"]] == ["README.md#1", "README.md#5", "guides/setup.md#1"]


def test_a_warning_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"# Gr\xf6\xdfe\n\n```\nnever closed\n")
    docpipe("scan", cwd=tmp_path)
    (document,) = json.loads((tmp_path / "reports/scan.json").read_text("utf-8"))["documents"]
    assert document["warnings"] == ["not UTF-8: decoded as cp1252", "line 3: the code fence is never closed"]


def test_the_reports_of_a_scan_are_no_sources_of_the_next(sprawl: Path) -> None:
    first = docpipe("scan", "--json", cwd=sprawl)
    (sprawl / "guides/more.md").write_text("# More\n\nWords.\n")
    second = docpipe("scan", "--json", cwd=sprawl)
    assert (json.loads(first.stdout)["documents"], json.loads(second.stdout)["documents"]) == (2, 3)


def test_a_second_run_says_the_same_and_a_change_is_seen(sprawl: Path) -> None:
    first = docpipe("scan", cwd=sprawl)
    again = docpipe("scan", cwd=sprawl)
    (sprawl / "README.md").write_text("# Shop\n")
    changed = docpipe("scan", cwd=sprawl)
    assert first.stdout == again.stdout != changed.stdout


def test_a_report_that_was_edited_is_kept_and_the_preview_is_named(sprawl: Path) -> None:
    docpipe("scan", cwd=sprawl)
    (sprawl / "reports/duplicates.md").write_text("my notes")
    run = docpipe("scan", cwd=sprawl)
    assert run.returncode == 0
    assert (sprawl / "reports/duplicates.md").read_text() == "my notes"
    assert ".docpipe/preview" in run.stdout
    assert (sprawl / ".docpipe/preview/reports/scan.json").is_file()


def test_a_missing_folder_is_the_users_mistake(tmp_path: Path) -> None:
    run = docpipe("scan", "nowhere", cwd=tmp_path)
    assert run.returncode == 2
    assert "nowhere" in run.stderr


def test_a_bad_configuration_names_every_mistake(sprawl: Path) -> None:
    (sprawl / "docpipe.toml").write_text("[crawl]\nincluded = []\nexclude = 3\n")
    run = docpipe("scan", cwd=sprawl)
    assert run.returncode == 2
    assert "crawl.included" in run.stderr
    assert "crawl.exclude" in run.stderr


def test_control_characters_in_file_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "evil\x1b[31m.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    run = docpipe("scan", "--verbose", cwd=tmp_path)
    assert "evil" in run.stdout
    assert "\x1b" not in run.stdout


def test_help_shows_examples(tmp_path: Path) -> None:
    run = docpipe("scan", "--help", cwd=tmp_path)
    assert "Examples:" in run.stdout


def test_a_tree_that_the_packaged_targets_do_not_fit_is_told_of_init(tmp_path: Path) -> None:
    for name in ("oak", "birch", "lime", "ash", "elm", "yew"):
        (tmp_path / "trees").mkdir(exist_ok=True)
        (tmp_path / f"trees/{name}.md").write_text(
            f"# {name}\n\nLeaves and bark of the {name}.\n\n## Fruit\n\nIn autumn.\n"
        )
    told = docpipe("scan", cwd=tmp_path).stdout
    (tmp_path / "docpipe.toml").write_text('layout = "platform"\n')
    chosen = docpipe("scan", cwd=tmp_path).stdout
    assert "docpipe init" in told
    assert "docpipe init" not in chosen


@pytest.mark.parametrize("command", [("scan", "--json"), ("consolidate", "--dry-run", "--json"), ("scan",)])
def test_an_output_that_cannot_show_every_character_gets_escapes(command: tuple[str, ...], tmp_path: Path) -> None:
    """As a pipe on Windows, or a terminal of another time."""
    root = tmp_path / "größe 中"
    root.mkdir()
    (root / "ü🎉.md").write_text("# Größe\n\nText.\n", "utf-8")
    (root / "ö🎉.md").write_text("", "utf-8")
    line = [sys.executable, "-m", "docpipe", *command, str(root)]
    western = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    run = subprocess.run(line, env=western, capture_output=True, encoding="cp1252", check=False)
    assert run.returncode == 0, run.stderr
    assert "größe \\u4e2d" in run.stdout or "ü\\ud83c\\udf89.md" in run.stdout
    if "--json" in command:
        assert "🎉" in str(json.loads(run.stdout))
