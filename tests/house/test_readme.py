"""Every command of the README and of the manual's how-tos runs, as it is written, on a copy of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
GUIDES = [ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)


def scripts(page: Path) -> list[str]:
    return FENCE.findall(page.read_text("utf-8"))


# The README's blocks stand for themselves; in a guide one step builds on the other.
COMMANDS = [
    *(pytest.param(script, id=f"README-{number}") for number, script in enumerate(scripts(README), 1)),
    *(pytest.param("".join(scripts(page)), id=page.stem) for page in GUIDES if page.exists() and scripts(page)),
]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the commands are for a POSIX shell")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a clone of docpipe in `docpipe`, and a person's repository in `your-repository`."""
    made = {".git", ".venv", "build", "demo", "site"}
    shutil.copytree(ROOT, tmp_path / "docpipe", ignore=lambda folder, names: made if Path(folder) == ROOT else ())
    shutil.copytree(ROOT / "docpipe" / "demo" / "estate", tmp_path / "your-repository")
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *command], cwd=tmp_path / "your-repository", check=True)
    return tmp_path


@pytest.mark.parametrize("script", COMMANDS)
def test_the_commands_run(script: str, place: Path, full: bool) -> None:
    """Each block of commands ends with status 0, typed into a shell as it stands."""
    fetches = re.search(r"\b(pipx|uvx)\b", script)
    if fetches and not (full or os.environ.get("CI")):
        pytest.skip("fetches packages: only in CI and in full (make prove)")
    programs = Path(sys.executable).parent
    there = {
        "PATH": f"{place / 'bin'}{os.pathsep}{programs}{os.pathsep}{os.environ['PATH']}",
        "PIPX_HOME": str(place / "pipx"),
        "PIPX_BIN_DIR": str(place / "bin"),
    }
    if not fetches:  # the environment that runs this test stands for the one that make would build
        (place / "bin").mkdir()
        docpipe = place / "bin" / "docpipe"
        docpipe.write_text(f'#!/bin/sh\nPYTHONPATH="{place / "docpipe"}" exec "{sys.executable}" -m docpipe "$@"\n')
        docpipe.chmod(0o755)
        (place / "docpipe" / ".venv").mkdir()
        for stamp in ("run.stamp", "dev.stamp"):
            (place / "docpipe" / ".venv" / stamp).touch()
        there |= {"BIN": str(programs), "TESTS": "tests/house/test_locks.py"}
    folder = place / "docpipe" if "make " in script else place
    done = subprocess.run(
        ["sh", "-ec", script], cwd=folder, env={**os.environ, **there}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"


def test_the_readme_has_the_two_commands_that_matter() -> None:
    assert "make demo\n" in scripts(README)
    assert "make test\n" in scripts(README)
