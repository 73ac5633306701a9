"""A file written whole or not at all, and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docpipe import atomic


def test_the_content_takes_the_place_of_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    atomic.write(tmp_path / "a", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"new")]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
@pytest.mark.parametrize("name", ["docpipe.toml", "docpipe.toml.docpipe-new"])
def test_a_link_that_a_repository_brings_is_replaced_and_not_followed(name: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("precious")
    (tmp_path / name).symlink_to(theirs)
    atomic.write(tmp_path / "docpipe.toml", b"new")
    assert theirs.read_text() == "precious"
    assert (tmp_path / "docpipe.toml").read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="a folder cannot be replaced there either, but by another error")
def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="directory"):
        atomic.write(tmp_path / "a", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_name_as_long_as_a_file_system_allows(tmp_path: Path) -> None:
    atomic.write(tmp_path / ("中" * 85), b"new")
    assert (tmp_path / ("中" * 85)).read_bytes() == b"new"
