"""What another state of the program found is not taken for what this one would find."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import docpipe
from docpipe.store import program

PRINT = "from docpipe.store import program; print(program.digest())"


def digest_of(folder: Path) -> str:
    done = subprocess.run([sys.executable, "-c", PRINT], cwd=folder, env={}, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_the_digest_changes_with_the_code_and_not_with_where_it_lies(tmp_path: Path) -> None:
    """A version number would stay the same while somebody works on the program."""
    copy = tmp_path / "docpipe"
    shutil.copytree(Path(docpipe.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert digest_of(tmp_path) == program.digest()
    words = copy / "roles" / "words.toml"
    words.write_bytes(words.read_bytes() + b"# one more line\n")
    assert digest_of(tmp_path) != program.digest()
