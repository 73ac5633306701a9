"""Ctrl-C before docpipe has loaded what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name == "nt", reason="a process cannot send itself Ctrl-C there")
def test_an_interrupt_while_modules_load_is_one_line(tmp_path: Path) -> None:
    """The first module that docpipe loads sends the signal itself, so that it always comes at that moment."""
    (tmp_path / "click.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    line = [sys.executable, "-m", "docpipe", "scan", "."]
    done = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "docpipe: interrupted; nothing was left half-written\n"
