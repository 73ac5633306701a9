"""Hostile or merely odd sources: the proof neither fails where nothing is lost, nor hangs, nor passes a live link."""

import os
from pathlib import Path

import pytest

from docpipe import runs

# Each is proven: what may not be shown as HTML stands as text, and a link that may not be followed keeps its words.
PROVEN = {
    "code indented by a tab": b"# A\n\n\tone\n\t\ttwo\n\nx\n\n  \tthree\n",
    "tags shown as text": b'# A\n\nA <script>a()</script> <img src=x onerror=y> <b onclick="x()">b</b>.\n',
    "tags in a quote and a list": b"# A\n\n> <script>x</script>\n> <img src=x onerror=y>\n\n- <script>x</script>\n",
    "tags in a table": b"# A\n\n| a | b |\n|---|---|\n| <script>x</script> | [x](javascript:y) |\n",
    "links that act": b"# A\n\n[x](javascript:a) [d](data:text/html,x) [r] <javascript:alert(9)>\n\n[r]: vbscript:x\n",
    "an address without a scheme": b"# A\n\n![p](//host.example/y.png) and [q](//host.example/z)\n",
    "a fence without a language": b'# A\n\n```{.python onclick="x"}\ncode\n```\n',
    "own marks shown as code": b"# A\n\n```html\n<!-- docpipe:own -->\nx\n<!-- docpipe:end -->\n```\n",
    "own marks as comments": b"# A\n\n<!-- docpipe:own -->\n\nx\n\n<!-- docpipe:end -->\n\ny\n",
    "lines like tabs that are none": b"# A\n\n- one\n.\n=== a/b.md\n\n1. x\n=== y\n",
    "a picture without words": b"# A\n\nOne <img src='gone.png'>. Two ![](gone.png), three.\n",
    "a tag in a heading": b"# <X/> Readers\n\nx\n",
}


def outcome(tree: Path, out: Path) -> list[str]:
    runs.consolidate(tree, out, workers=1, told=lambda stage: None)
    return [f"{problem.place}: {problem.what}" for problem in runs.verify(tree, out).problems]


@pytest.mark.parametrize("name", PROVEN)
def test_what_a_page_shows_as_text_is_proven(name: str, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "a.md").write_bytes(PROVEN[name])
    assert outcome(tree, tmp_path / "out") == []


def test_a_file_that_the_crawl_leaves_out_is_not_lost(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "a.md").write_bytes(b"# A\n\nWords.\n")
    (tree / "binary.md").write_bytes(b"\x00\x01\x02\x03" * 50)
    (tree / "wide.md").write_bytes("# Wide\n\nUTF-16 without a mark\n".encode("utf-16-le"))
    assert outcome(tree, tmp_path / "out") == []


def test_a_live_link_on_a_page_is_noticed(tmp_path: Path) -> None:
    tree, out = tmp_path / "tree", tmp_path / "out"
    tree.mkdir()
    (tree / "a.md").write_bytes(b"# A\n\nRead [this](javascript:alert) first.\n")
    assert outcome(tree, out) == []
    page = out / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace("Read this", "Read [this](javascript:alert)"), "utf-8")
    whats = [problem.what for problem in runs.verify(tree, out).problems]
    assert any("must not stand on a page" in what for what in whats)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX systems")
def test_a_picture_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "img").mkdir(parents=True)
    os.mkfifo(tree / "img" / "p.png")
    (tree / "a.md").write_bytes(b"# A\n\nSee ![p](img/p.png) here.\n")
    assert outcome(tree, tmp_path / "out") == []
