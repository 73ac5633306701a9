"""An output of the sample estate to change: made once, copied for each test."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from docpipe import runs


@pytest.fixture(scope="session")
def estate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sample estate, and the untouched output of consolidate."""
    root = tmp_path_factory.mktemp("sources") / "estate"
    shutil.copytree(Path(str(files("docpipe.demo").joinpath("estate"))), root)
    out = tmp_path_factory.mktemp("output")
    runs.consolidate(root, out, workers=1, told=lambda stage: None)
    return root, out


@pytest.fixture
def copy(estate: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    out = tmp_path / "out"
    shutil.copytree(estate[1], out)
    return estate[0], out
