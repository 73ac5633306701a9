"""Commands -> how long they take: docpipe's scan, and jscpd, which it is held against."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench import corpora

JSCPD = corpora.ROOT / "build" / "jscpd"
PACKAGES = ("jscpd@5.3.3", "jscpd-linux-x64-gnu@5.3.3")
PYTHON = sys.executable

Command = list[str | Path]


def scan(root: Path, out: Path) -> Command:
    """The command that scans `root` and writes below `out`."""
    return [PYTHON, "-m", "docpipe", "scan", root, "--out", out, "--quiet"]


def seconds(command: Command) -> float:
    """Wall time of one run, its output thrown away; raises CalledProcessError where it fails."""
    began = time.perf_counter()
    subprocess.run(command, cwd=corpora.ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def jscpd() -> Path:
    """Install jscpd below build/ with npm, once, and return its program. Raises LookupError where that cannot be."""
    program = JSCPD / "node_modules" / ".bin" / "jscpd"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise LookupError("npm is not on PATH, so there is no jscpd to compare with")
        JSCPD.mkdir(parents=True, exist_ok=True)
        done = subprocess.run([npm, "install", "--prefix", JSCPD, "--no-audit", "--no-fund", *PACKAGES], check=False)
        if done.returncode:
            raise LookupError("npm could not install jscpd")
    return program
