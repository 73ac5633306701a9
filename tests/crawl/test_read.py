"""Bytes on disk become text, or a reason."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from docpipe import crawl
from docpipe.config import Config
from docpipe.model import Entry, Skipped, SourceFile


def read(tmp_path: Path, content: bytes) -> SourceFile | Skipped:
    file = tmp_path / "x.md"
    file.write_bytes(content)
    return crawl.read(Entry("x.md", str(file), len(content), 0))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"text " * 99, "binary: begins like no text does"),
        (b"PK\x03\x04" + b"text " * 99, "binary: begins like no text does"),
        (bytes(range(256)) * 9, "binary: more than one byte in twenty is a control code"),
        # No UTF-16: a table of small numbers, text cut within a character, half of a pair.
        (
            b"".join(bytes((n, 0, 0, 0)) for n in range(1, 200)),
            "binary: more than one byte in twenty is a control code",
        ),
        ("# A title".encode("utf-16-le")[:-1], "binary: more than one byte in twenty is a control code"),
        ("# A title".encode("utf-16-le") + b"\0\xd8", "binary: more than one byte in twenty is a control code"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
            "a pointer of Git LFS: its text is not checked out",
        ),
    ],
)
def test_what_holds_no_text(tmp_path: Path, content: bytes, reason: str) -> None:
    assert read(tmp_path, content) == Skipped("x.md", reason)


@pytest.mark.parametrize(
    ("content", "text", "encoding", "warnings"),
    [
        (b"a\nb\n", "a\nb\n", "utf-8", ()),
        (b"a\r\nb\rc\n\r\n", "a\nb\nc\n\n", "utf-8", ()),
        (b"\xef\xbb\xbf# T\n", "# T\n", "utf-8", ()),
        ("# Größe\n".encode("utf-16-le").join((b"\xff\xfe", b"")), "# Größe\n", "utf-16", ("decoded as UTF-16",)),
        (b"\xfe\xff" + "é\r\n".encode("utf-16-be"), "é\n", "utf-16", ("decoded as UTF-16",)),
        (
            b"\xff\xfea\x00b",
            "a�",
            "utf-16",
            ("decoded as UTF-16", "holds bytes that are no utf-16"),
        ),
        (
            "# Größe – x\r\n".encode("utf-16-le"),
            "# Größe – x\n",
            "utf-16-le",
            ("decoded as UTF-16, which it does not say itself",),
        ),
        (
            "# A\n".encode("utf-16-be"),
            "# A\n",
            "utf-16-be",
            ("decoded as UTF-16, which it does not say itself",),
        ),
        (b"Gr\xf6\xdfe \x93x\x94\n", "Größe “x”\n", "cp1252", ("not UTF-8: decoded as cp1252",)),
        (
            b"\x81\xe9\n",
            "�é\n",
            "cp1252",
            ("not UTF-8: decoded as cp1252", "holds bytes that are no cp1252"),
        ),
        (b"a text with one\0zero byte\n", "a text with one\0zero byte\n", "utf-8", ("holds NUL bytes",)),
        (
            "a \ufdd00\ufdd1 b\n".encode(),
            "a �0� b\n",
            "utf-8",
            ("holds noncharacters (U+FDD0, U+FDD1)",),
        ),
        ("a\u2028b\x0bc\x85d\n".encode(), "a\u2028b\x0bc\x85d\n", "utf-8", ()),
        (b"\x1b[32mok\x1b[0m " * 9, "\x1b[32mok\x1b[0m " * 9, "utf-8", ()),
    ],
)
def test_text_as_it_was_meant(
    tmp_path: Path, content: bytes, text: str, encoding: str, warnings: tuple[str, ...]
) -> None:
    source = read(tmp_path, content)
    assert isinstance(source, SourceFile)
    assert (source.text, source.encoding, source.warnings) == (text, encoding, warnings)
    assert (source.sha256, source.size) == (hashlib.sha256(content).hexdigest(), len(content))


def test_one_line_of_30_megabytes(tmp_path: Path) -> None:
    source = read(tmp_path, b"word " * 6_000_000)
    assert isinstance(source, SourceFile)
    assert len(source.text) == 30_000_000


def test_larger_than_anything_sensible(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    with file.open("wb") as out:
        out.truncate((64 << 20) + 1)
    assert crawl.read(Entry("x.md", str(file), 0, 0)) == Skipped("x.md", "cannot be read: larger than 64 MiB")


def test_what_vanished_since_it_was_listed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# a\n")
    found = crawl.find(tmp_path, Config())
    (tmp_path / "a.md").unlink()
    sources, skipped = crawl.read_all(found.entries)
    assert sources == ()
    assert skipped == (Skipped("a.md", "cannot be read: No such file or directory"),)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_became_a_pipe_or_a_link_since_it_was_listed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to("/etc/passwd")
    for name in ("pipe.md", "link.md"):
        assert isinstance(crawl.read(Entry(name, str(tmp_path / name), 0, 0)), Skipped)


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """Nothing is closed to root; the tests of a container often run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are of POSIX")
@pytest.mark.parametrize("with_git", [False, True])
def test_what_may_not_be_opened(with_git: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        if with_git:
            subprocess.run(["git", "init", "-q", root], check=True)
        (root / "a.md").write_text("# a\n")
        (root / "a.md").chmod(0)
        (root / "closed").mkdir()
        (root / "closed" / "b.md").write_text("# b\n")
        (root / "closed").chmod(0)
        with as_an_ordinary_user():
            found = crawl.find(root, Config())
            unread = crawl.read_all(found.entries)[1]
        (root / "closed").chmod(0o755)
    assert unread == (Skipped("a.md", "cannot be read: Permission denied"),)
    if with_git:
        assert found.notes == ("git: could not open directory 'closed/': Permission denied",)
    else:
        assert found.skipped == (Skipped("closed", "this folder cannot be opened"),)
