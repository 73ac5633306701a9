"""The peak memory of a command and all processes it starts, in bytes. Linux only: it reads /proc."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

PAUSE = 0.02  # seconds between two looks


def peak(command: list[str | Path], folder: Path) -> int:
    """Run `command` in `folder` and return the largest sum of proportional set sizes that was seen."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_size, _family(process.pid))))
        time.sleep(PAUSE)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return most


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        try:
            threads = list(Path(f"/proc/{parent}/task").iterdir())
            children = [child for thread in threads for child in (thread / "children").read_text().split()]
        except OSError:  # it ended while we looked
            continue
        found += map(int, children)
    return found


def _size(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
