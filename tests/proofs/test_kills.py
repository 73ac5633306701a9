"""A run that is killed leaves every file old or new, never half, and the next run works."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

from tests.apply.repositories import commit, git, state, tree

from .conftest import environment

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there on Windows"),
]
ESTATE = Path(str(files("docpipe"))) / "demo" / "estate"


def start(command: str, source: Path, out: Path) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "docpipe", command, str(source), "--out", str(out), "--quiet"]
    return subprocess.Popen(line, env=environment(), start_new_session=True)


def moments(seconds: float, count: int) -> list[float]:
    """Half of them anywhere in the run, half in its last third, where the writing is."""
    choose = random.Random(20250701)
    return [seconds * (choose.random() if n % 2 else choose.uniform(0.66, 1.02)) for n in range(count)]


def edit(source: Path) -> None:
    """What a week changes: a file less, one more, a few sentences."""
    (source / "docs" / "quick-start.md").unlink()
    (source / "docs" / "tides.md").write_text("# Tides\n\nThe tide table is fetched every night at two.\n", "utf-8")
    for name in ("README.md", "docs/architecture.md", "docs/monitoring.md"):
        with (source / name).open("a", encoding="utf-8") as file:
            file.write("\nThe harbour office reads this page on Mondays.\n")


@pytest.mark.parametrize("command", ["scan", "consolidate"])
def test_killed_at_random_moments(command: str, full: bool, tmp_path: Path, docpipe, snapshot, record_property) -> None:
    """Every output file after a SIGKILL is the old or the new one; the next run gives the new ones."""
    source, old = tmp_path / "source", tmp_path / "old"
    shutil.copytree(ESTATE, source)
    docpipe(command, source, "--out", old, "--quiet")
    before = snapshot(old)
    edit(source)
    docpipe(command, source, "--out", tmp_path / "new", "--quiet")
    after = snapshot(tmp_path / "new")
    assert before != after

    began = time.perf_counter()
    shutil.copytree(old, tmp_path / "timed")
    docpipe(command, source, "--out", tmp_path / "timed", "--quiet")
    seconds = time.perf_counter() - began

    killed = 0
    for n, moment in enumerate(moments(seconds, 50 if full else 4)):
        out = tmp_path / f"out{n}"
        shutil.copytree(old, out)
        process = start(command, source, out)
        time.sleep(moment)
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        for name, content in snapshot(out).items():
            assert content in (before.get(name), after.get(name)), f"half-written: {name}, killed at {moment:.3f} s"
        docpipe(command, source, "--out", out, "--quiet")
        assert snapshot(out) == after, f"the run after a kill at {moment:.3f} s gave something else"
        shutil.rmtree(out)
    assert killed, "no run was still alive when it was killed"
    record_property("figure", f"{killed} of {n + 1} runs were still alive when killed; every next run was whole")


def test_apply_killed_at_random_moments(full: bool, tmp_path: Path, docpipe, record_property) -> None:
    """After a SIGKILL of `consolidate --apply`, the next command finds the state before or after, and undo works."""
    source, done = tmp_path / "source", tmp_path / "done"
    shutil.copytree(ESTATE, source)
    git(source, "init", "-q", "-b", "main")
    commit(source, "Begin")
    before = state(source)
    shutil.copytree(source, done, symlinks=True)
    began = time.perf_counter()
    docpipe("consolidate", done, "--apply", "--quiet")
    seconds = time.perf_counter() - began
    after = tree(done)
    assert after != before[0]

    outcomes = {"before": 0, "after": 0}
    for n, moment in enumerate(moments(seconds, 100 if full else 5)):
        root = tmp_path / f"root{n}"
        shutil.copytree(source, root, symlinks=True)
        line = [sys.executable, "-m", "docpipe", "consolidate", str(root), "--apply", "--quiet"]
        process = subprocess.Popen(line, env=environment(), start_new_session=True)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        docpipe("scan", root, "--out", tmp_path / f"out{n}", "--quiet")
        assert git(root, "status", "--porcelain") == "", f"killed at {moment:.3f} s"
        if git(root, "branch", "--show-current").strip() == "main":
            assert state(root) == before, f"killed at {moment:.3f} s"
            outcomes["before"] += 1
        else:
            assert tree(root) == after, f"killed at {moment:.3f} s"
            docpipe("undo", root, "--quiet")
            assert state(root) == before
            outcomes["after"] += 1
        shutil.rmtree(root)
    record_property("figure", f"{outcomes['before']} states before, {outcomes['after']} after, none between")
