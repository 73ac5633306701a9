"""The shared corpora beside this repository -> unpacked git repositories in a cache; nothing is written beside them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "quality" / "gold"
CACHE = ROOT / "build" / "corpora"
ABSENT = "../shared is not beside this repository: there are no corpora and no labels to measure with"


def names() -> tuple[str, ...]:
    """Every corpus there is, sorted; empty where `../shared` is absent."""
    return tuple(sorted(path.name.removesuffix(".tar.xz") for path in (SHARED / "corpora").glob("*.tar.xz")))


def labelled() -> tuple[str, ...]:
    """The corpora that have labels of any kind."""
    return tuple(name for name in names() if any(GOLD.glob(f"{name}.*.jsonl")))


def unpack(name: str) -> Path:
    """Return the folder of one corpus as a git repository, unpacking it once."""
    folder = CACHE / name
    done = CACHE / f"{name}.unpacked"  # a run that was stopped half-way leaves a folder without it
    if not done.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        script = SHARED / "corpora" / "unpack.py"
        subprocess.run([sys.executable, script, name, folder], check=True, stdout=subprocess.DEVNULL)
        done.touch()
    return folder
