"""A repository's own configuration must not run anything, fetch anything, or lead out of the root."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from docpipe import crawl
from docpipe.config import Config
from docpipe.crawl.links import Missing, Tracer

from .conftest import Repo

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the traps are shell scripts")


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a mark when it runs."""
    script = tmp_path / "trap.sh"
    script.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n")
    script.chmod(0o755)
    return script


def scan(root: Path) -> crawl.Crawl:
    found = crawl.find(root, Config())
    crawl.remember(found.tree, crawl.begin(found.repository).finish())
    return found


def test_the_trap_works(repo: Repo, trap: Path) -> None:
    """Or the next test could not fail."""
    repo.git("config", "core.fsmonitor", str(trap))
    repo.git("ls-files", "--others")
    assert (trap.parent / "sprung").exists()


@pytest.mark.parametrize(
    "setting",
    ["core.fsmonitor", "core.pager", "pager.log", "gpg.program", "diff.external", "core.sshCommand", "core.editor",
     "diff.md.textconv", "diff.md.command", "filter.md.clean", "filter.md.smudge", "filter.md.process",
     "core.alternateRefsCommand", "credential.helper", "alias.log", "alias.ls-files"],
)  # fmt: skip
def test_no_setting_runs_a_program(repo: Repo, trap: Path, setting: str) -> None:
    repo.write(".gitattributes", "*.md diff=md filter=md\n")
    repo.write("a.md", "one\ntwo\nthree\n")
    repo.commit()
    repo.git("mv", "a.md", "b.md")
    repo.write("b.md", "one\ntwo\nfour\n")
    repo.commit()
    repo.write("b.md", "changed\n")
    repo.git("config", "log.showSignature", "true")
    repo.git("config", setting, f"!{trap}" if setting.startswith("alias") else str(trap))
    hooks = repo.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction"):
        shutil.copy(trap, hooks / hook)
    assert [entry.path for entry in scan(repo.root).entries] == ["b.md"]
    assert not (trap.parent / "sprung").exists()


def test_a_program_called_git_in_the_tree_is_not_run(repo: Repo, trap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(trap, repo.root / "git")
    repo.write("a.md")
    monkeypatch.chdir(repo.root)
    monkeypatch.setenv("PATH", os.pathsep.join((".", str(repo.root), os.environ["PATH"])))
    assert scan(repo.root).tree.git == "full"
    assert not (trap.parent / "sprung").exists()


def test_a_partial_clone_fetches_nothing(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md", "one\n" * 50)
    repo.commit("2024-01-01")
    repo.git("mv", "a.md", "b.md")
    repo.write("b.md", "one\n" * 49 + "two\n")
    repo.commit("2024-01-02")
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--filter=blob:none", "--no-checkout", repo.root.as_uri(), str(clone)], check=True
    )
    packs = sorted((clone / ".git" / "objects").rglob("*"))
    (clone / "b.md").write_text("# here\n")
    found = crawl.find(clone, Config())
    history = crawl.begin(found.repository).finish()
    assert history.notes == ("partial clone: renames are unknown",)
    assert history.changed["b.md"] == "2024-01-02"
    assert sorted((clone / ".git" / "objects").rglob("*")) == packs


def test_a_work_tree_elsewhere_is_not_read(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# secret\n")
    repo.write("a.md")
    repo.git("config", "core.worktree", str(tmp_path))
    found = scan(repo.root)
    assert all(Path(entry.location).is_relative_to(repo.root) for entry in found.entries)
    assert not any(name.startswith("..") for name in found.tree.files)


def test_an_index_with_names_that_lead_out(repo: Repo, tmp_path: Path) -> None:
    """Git refuses such names; should one pass, it must not be opened."""
    (tmp_path / "secret.md").write_text("# secret\n")
    tracer = Tracer(repo.root)
    for name in ("../secret.md", str(tmp_path / "secret.md"), "x/../../secret.md"):
        assert tracer.look(name) == Missing("behind a symbolic link, or out of the root")


def test_settings_of_a_running_hook_do_not_mislead(repo: Repo, make_repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("a.md")
    other = make_repo("other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    assert [entry.path for entry in scan(repo.root).entries] == ["a.md"]


def test_nothing_is_written(repo: Repo) -> None:
    repo.write("a.md")
    repo.commit()
    os.utime(repo.root / "a.md", (1, 1))  # a stale index invites a refresh
    before = {path: path.stat().st_mtime_ns for path in (repo.root / ".git").rglob("*")}
    scan(repo.root)
    assert {path: path.stat().st_mtime_ns for path in (repo.root / ".git").rglob("*")} == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_repository_of_another_user_is_read_without_git_and_says_how_to_allow_it(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write(".gitignore", "*.tmp.md\n")
    repo.write("a.md")
    repo.write("b.tmp.md")
    monkeypatch.delenv("GIT_CONFIG_COUNT")  # the tests' own setting allows every folder
    os.chown(repo.root, 12345, 0)
    os.chown(repo.root / ".git", 12345, 0)
    found = scan(repo.root)
    assert [entry.path for entry in found.entries] == ["a.md"]
    assert found.tree.git is None
    assert "safe.directory" in found.notes[0]
