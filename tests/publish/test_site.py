"""The site of a real repository: it builds without a warning, and every link of the built pages leads somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

import docpipe
from docpipe import consolidate, pipeline
from docpipe.config import Config
from docpipe.publish import files

ESTATE = Path(docpipe.__file__).parent / "demo" / "estate"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {""}
        self.hosts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors |= {value for name in ("id", "name") if (value := values.get(name))}
        loaded = values.get("src") or (values.get("href") if tag == "link" else None) or ""
        if re.match(r"(https?:)?//", loaded):
            self.hosts.append(loaded)
        address = values.get("href") if tag in ("a", "link") else values.get("src")
        if address and not re.match(r"[a-z][a-z0-9+.-]*:|//", address):
            self.links.append(address)


def read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    source, out = folder / "estate", folder / "out"
    shutil.copytree(ESTATE, source)
    scan = pipeline.scan(source, Config())
    for path, content in files(consolidate.plan(scan, Config()), scan).items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=out,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return out / "site"


def test_every_link_and_anchor_of_the_built_site_resolves(site: Path) -> None:
    """Of pages and of redirects; read from the HTML, not from what docpipe meant to write."""
    pages = {path: read(path) for path in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for link in page.links:
            address, anchor = urldefrag(link)
            target = (path.parent / unquote(address)).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (target in pages and unquote(anchor) not in pages[target].anchors):
                broken.append((str(path.relative_to(site)), link))
    assert not broken


def test_the_site_asks_no_other_host(site: Path) -> None:
    assert not [host for path in site.rglob("*.html") for host in read(path).hosts]


def test_old_addresses_answer(site: Path) -> None:
    page = (site / "docs" / "monitoring" / "index.html").read_text("utf-8")
    assert 'data-from=""' in page
    assert "assets/docpipe/moved.js" in page
