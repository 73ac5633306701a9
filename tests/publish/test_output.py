"""Files go into the output folder all or none, and only over what docpipe wrote itself."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from docpipe.errors import OutputError
from docpipe.places import STATE
from docpipe.publish import output


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and STATE not in path.parts
    }


def test_a_later_run_replaces_its_own_files_and_removes_what_it_no_longer_writes(tmp_path: Path) -> None:
    output.write(tmp_path, {"docs/a.md": b"1", "docs/deep/b.md": b"2", "reports/scan.json": b"{}"}, ("docs", "reports"))
    output.write(tmp_path, {"docs/a.md": b"3"}, ("docs",))
    assert tree(tmp_path) == {"docs/a.md": b"3", "reports/scan.json": b"{}"}
    assert not (tmp_path / "docs/deep").exists()


def test_a_file_of_someone_else_sends_the_output_to_the_preview(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/theirs.md").write_text("mine")
    chosen = output.choose(tmp_path, ("docs",))
    assert (chosen.folder, chosen.taken) == (tmp_path / ".docpipe/preview", "docs/theirs.md")


def test_a_file_that_was_edited_since_is_never_overwritten(tmp_path: Path) -> None:
    output.write(tmp_path, {"docs/a.md": b"1"}, ("docs",))
    (tmp_path / "docs/a.md").write_bytes(b"edited")
    assert output.choose(tmp_path, ("docs",)).taken == "docs/a.md"
    with pytest.raises(OutputError, match=r"docs/a\.md"):
        output.write(tmp_path, {"docs/a.md": b"2"}, ("docs",))
    output.write(tmp_path, {}, ("docs",))
    assert (tmp_path / "docs/a.md").read_bytes() == b"edited"


def test_an_edited_preview_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/theirs.md").write_text("mine")
    preview = output.choose(tmp_path, ("docs",)).folder
    output.write(preview, {"docs/a.md": b"1"}, ("docs",))
    (preview / "docs/a.md").write_bytes(b"edited")
    with pytest.raises(OutputError, match=r"preview/docs/a\.md"):
        output.choose(tmp_path, ("docs",))


def test_a_link_in_the_way_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "docs").symlink_to(outside, target_is_directory=True)
    with pytest.raises(OutputError):
        output.write(folder, {"docs/a.md": b"1"}, ("docs",))
    assert not list(outside.iterdir())


@pytest.mark.parametrize("path", ["../x.md", "docs/../../x.md", "/etc/x", "src/x.md", "", "."])
def test_only_output_paths_are_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not an output path"):
        output.write(tmp_path, {path: b"1"}, ("docs",))


def test_a_run_that_died_after_its_journal_is_finished_by_the_next(tmp_path: Path) -> None:
    output.write(tmp_path, {"docs/a.md": b"old", "docs/b.md": b"old"}, ("docs",))
    state = tmp_path / STATE
    (state / "staging/docs").mkdir(parents=True)
    (state / "staging/docs/a.md").write_bytes(b"new")
    after = {"docs/a.md": output._sha256(b"new")}
    (state / "journal.json").write_text(json.dumps({"put": ["docs/a.md"], "remove": ["docs/b.md"], "written": after}))
    assert output.choose(tmp_path, ("docs",)).taken is None
    assert tree(tmp_path) == {"docs/a.md": b"new"}
    assert output.written(tmp_path) == after


def test_a_run_that_died_before_its_journal_leaves_the_old_files(tmp_path: Path) -> None:
    output.write(tmp_path, {"docs/a.md": b"old"}, ("docs",))
    staging = tmp_path / STATE / "staging/docs"
    staging.mkdir(parents=True)
    (staging / "a.md").write_bytes(b"half")
    assert output.choose(tmp_path, ("docs",)).taken is None
    assert tree(tmp_path) == {"docs/a.md": b"old"}
    assert not staging.exists()


def test_a_hostile_journal_touches_nothing_of_the_user(tmp_path: Path) -> None:
    state = tmp_path / STATE
    (state / "staging/docs").mkdir(parents=True)
    (state / "staging/docs/theirs.md").write_bytes(b"evil")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/theirs.md").write_text("mine")
    (tmp_path / "main.py").write_text("mine")
    journal = {"put": ["docs/theirs.md", "../x", 3], "remove": ["main.py", "docs/theirs.md"], "written": {}}
    (state / "journal.json").write_text(json.dumps(journal))
    output.choose(tmp_path, ("docs",))
    assert tree(tmp_path) == {"docs/theirs.md": b"mine", "main.py": b"mine"}


@pytest.mark.parametrize("name", ["", "lock", "staging", "preview", ".gitignore", "written.json.docpipe-new"])
def test_nothing_is_written_through_a_link_that_a_repository_brings(tmp_path: Path, name: str) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    (outside / "staging").mkdir(parents=True)
    (outside / "staging/precious.txt").write_text("precious")
    link = out / STATE / name if name else out / STATE
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside)
    with pytest.raises(OutputError, match=r"link|not a folder"):
        output.choose(out, ("docs",))
    with pytest.raises(OutputError, match=r"link|not a folder"):
        output.write(out, {"docs/a.md": b"1"}, ("docs",))
    assert tree(outside) == {"staging/precious.txt": b"precious"}


def test_the_list_of_written_files_can_be_committed_with_the_output(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    output.write(tmp_path, {"docs/a.md": b"1"}, ("docs",))
    (tmp_path / STATE / "scan.json").write_text("{}")
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert listed.stdout.split() == [".docpipe/.gitignore", ".docpipe/written.json", "docs/a.md"]
