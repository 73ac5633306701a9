"""Real git repositories, made in a temporary folder, with fixed dates."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


class Repo:
    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, date: str = "2024-01-01") -> str:
        stamp = f"{date}T12:00:00+00:00"
        dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", *arguments],
            cwd=self.root, env={**os.environ, **dates}, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    def write(self, path: str, content: str | bytes = "# Title\n\nText.\n") -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def commit(self, date: str = "2024-01-01") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "change", date=date)
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture(autouse=True)
def nothing_above(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A repository that happens to hold the temporary folder must not decide a test."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture
def make_repo(tmp_path: Path) -> Callable[[str], Repo]:
    return lambda name: Repo(tmp_path / name)


@pytest.fixture
def repo(make_repo: Callable[[str], Repo]) -> Repo:
    return make_repo("repo")
