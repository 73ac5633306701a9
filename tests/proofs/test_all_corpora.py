"""What must hold on every real corpus: no crash, no unlisted file, blocks that tile, equal bytes, a proved site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.proofs.built import dead_links, lines_of, shown

pytestmark = pytest.mark.prove
ARCHIVES = sorted((SHARED / "corpora").glob("*.tar.xz"), key=lambda path: (path.stat().st_size, path.name))
NAMES = [path.name.removesuffix(".tar.xz") for path in ARCHIVES]
SLICE = 2  # the smallest ones
SHOWN = 0.995  # least share of copied blocks of which the site shows what CommonMark shows


@pytest.fixture(params=NAMES or [None])
def corpus(request: pytest.FixtureRequest, full: bool, corpora) -> Path:
    if request.param is None:
        pytest.skip("the shared corpora are not beside this repository (../shared/corpora)")
    if not full and request.param not in NAMES[:SLICE]:
        pytest.skip("only in full: make prove")
    return corpora(request.param)


def markdown_in(root: Path) -> list[str]:
    """Every Markdown file that git tracks or does not ignore, asked of git itself."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout
    names = {name for name in listed.decode("utf-8", "backslashreplace").split("\0") if name}
    return sorted(name for name in names if name.lower().endswith((".md", ".mdx", ".markdown")))


def test_scan_lists_every_file_and_two_runs_are_equal(corpus: Path, tmp_path: Path, docpipe, snapshot) -> None:
    """One worker or two, whatever the hash seed: the same bytes; and no Markdown file is silently missing."""
    one, two = tmp_path / "one", tmp_path / "two"
    docpipe("scan", corpus, "--out", one, "--quiet", "--workers", "1", PYTHONHASHSEED="1")
    docpipe("scan", corpus, "--out", two, "--quiet", "--workers", "2", PYTHONHASHSEED="2")
    assert snapshot(one) == snapshot(two)
    report = json.loads((one / "reports" / "scan.json").read_text("utf-8"))
    told = [row["path"] for row in (*report["documents"], *report["corpus"]["skipped"])]
    assert set(markdown_in(corpus)) <= set(told)
    assert [path for path, count in Counter(told).items() if count > 1] == []


def test_consolidate_accounts_for_every_line_and_is_proved(corpus: Path, tmp_path: Path, docpipe, snapshot) -> None:
    """Each line that is not blank lies in exactly one block; `verify` and a strict MkDocs build accept the result."""
    out, again = tmp_path / "out", tmp_path / "again"
    docpipe("consolidate", corpus, "--out", out, "--quiet", PYTHONHASHSEED="3")
    docpipe("consolidate", corpus, "--out", again, "--quiet", "--workers", "1", PYTHONHASHSEED="4")
    assert snapshot(out) == snapshot(again)
    rows = [json.loads(line) for line in (out / "reports" / "ledger.jsonl").read_text("utf-8").splitlines()]
    covered: dict[str, Counter[int]] = {}
    for row in rows:
        if "source" in row:
            place = row["source"]
            covered.setdefault(place["path"], Counter()).update(range(place["start_line"], place["end_line"] + 1))
    report = json.loads((out / "reports" / "scan.json").read_text("utf-8"))
    for document in report["documents"]:
        path = document["path"]
        lines = lines_of((corpus / path).read_bytes())
        counts = covered.get(path, Counter())
        wrong = [n for n, line in enumerate(lines, 1) if counts[n] > 1 or (line.strip() and not counts[n])]
        assert wrong == [], f"{path}: lines in no block, or in several: {wrong[:5]}"
    docpipe("verify", corpus, "--out", out)
    pages = [page.relative_to(out / "docs") for page in (out / "docs").rglob("*.md")]
    readers = [page for page in pages if page.parts[0] not in ("review", "archive")]
    assert len(readers) < 20 or len(report["documents"]) > 500, readers
    site = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(out / "mkdocs.yml")]
    built = subprocess.run([*site, "-d", str(tmp_path / "site")], capture_output=True, text=True, env=os.environ)
    assert built.returncode == 0, built.stdout + built.stderr
    assert dead_links(tmp_path / "site") == []
    count, otherwise = shown(corpus, out, tmp_path / "site")
    assert len(otherwise) <= (1 - SHOWN) * count, otherwise
