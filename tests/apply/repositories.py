"""Small real git repositories, and the whole state of one: branches, tags, and every file with its mode."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

GUIDE = """# Install

Install the server with `apt install shop`.

## Start

Start it with `make up`; it listens on 8080.
"""
BACKUP = """# Backup

The nightly backup writes every table of the shop database to the store in Basel, and keeps it for thirty days.
Restore a backup with `restore.sh`, which asks for the day and stops the shop while it works.
Nobody but the clerk of the week may restore a backup, and each restore is written into the black book.
"""
RECORD = """# Phase 1 complete

Date: 2024-03-01

- [x] Lamps
- [x] Orders

All work is done ✅
"""
FILES = {
    "README.md": "# Shop\n\nThe shop sells lamps. See [install](docs/install.md) and [use](docs/use.md#orders).\n",
    "docs/install.md": GUIDE,
    "docs/copy-of-install.md": GUIDE,
    "docs/use.md": "# Use\n\nOpen the shop.\n\n## Orders\n\nAn order holds lamps. Back to [install](install.md).\n",
    "docs/PHASE_1_COMPLETE.md": RECORD,
    "docs/adr/0001-lamps.md": "# 1. Lamps\n\nStatus: accepted\n\nWe sell lamps.\n",
    "src/main.py": "print('lamps')\n",
}


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


def repository(root: Path, files: Mapping[str, str] = FILES) -> Path:
    root.mkdir(parents=True)
    git(root, "init", "-q", "-b", "main")
    write(root, files)
    commit(root, "Begin")
    return root


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


def commit(root: Path, message: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def tree(root: Path) -> dict[str, bytes]:
    """Every file but git's and docpipe's own, with what it holds or where it leads."""
    found = {}
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if parts[0] not in (".git", ".docpipe") and (path.is_symlink() or path.is_file()):
            held = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
            found["/".join(parts)] = held
    return found


def state(root: Path) -> tuple[object, ...]:
    """All that a person could see of a repository: files, references, the branch at hand, what is not committed."""
    references = git(root, "for-each-ref", "--format=%(refname) %(objectname)")
    return tree(root), references, git(root, "symbolic-ref", "HEAD"), git(root, "status", "--porcelain")


_PARAGRAPHS = (
    "The lamps hang in the first hall, and nobody may touch them before noon.",
    "Orders are kept for thirty days, then the clerk burns them.",
    "The lamps hang in the first hall, and nobody may touch them before ten.",
    "- one lamp\n- two lamps\n\n```sh\nmake lamps\n```",
    "See [use](use.md) and [install](../docs/install.md#start).",
    "| Lamp | Price |\n| --- | --- |\n| small | 3 |",
)
_NAMES = (
    "README.md", "docs/README.md", "docs/index.md", "docs/install.md", "docs/use.md", "docs/moved.md", "src/README.md",
    "guides/lamps.md", "docs/services/core.md", "docs/adr/0001-lamps.md", "docs/PHASE_2_COMPLETE.md", "CHANGELOG.md",
    "_archive/docs/use.md", "docs/old/install.md", "docs/install/index.md",
)  # fmt: skip


@st.composite
def small_repositories(draw: st.DrawFn) -> dict[str, str]:
    """A few documents of a few sections, many of them alike, in places that pages, copies and records have."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=8, unique=True))
    files = {}
    for name in names:
        parts = draw(st.lists(st.sampled_from(_PARAGRAPHS), min_size=1, max_size=3))
        files[name] = "# Lamps\n\n" + "\n\n## More\n\n".join(parts) + "\n"
    return files
