"""What is shipped: the wheel holds the program and its data, starts fast, and nothing else comes along."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ["sklearn", "scipy", "numpy", "networkx", "pydantic", "rich", "yaml", "markdown_it", "rapidfuzz", "matplotlib"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    """Data as well as code: the sample, rule files, schemas, the mark that it is typed."""
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docpipe").rglob("*") if path.is_file()}
    assert {name for name in files if "__pycache__" not in name} - set(wheel.namelist()) == set()


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {"docpipe"}


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_starting_loads_no_heavy_library(argument: str) -> None:
    code = (
        "import sys; sys.argv[1:] = [sys.argv[1]]; import docpipe.cli\n"
        "try: docpipe.cli.main()\n"
        f"finally: print(*sorted(set(sys.modules) & set({HEAVY})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, argument], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout
    assert done.stderr.split() == []
