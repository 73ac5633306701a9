"""A built site, as a browser gets it: where its links lead, and whether it shows what CommonMark shows of the sources.

Reads HTML, the ledger and the sources; knows nothing of how the pages were made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.consolidate.rendering import commonmark_with_components, shape

_ORIGIN = "http://site.invalid/"
_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_OWN_INSERTION = re.compile(r'<ins class="docpipe">.*?</ins>', re.DOTALL)
_OWN_STRIKE = re.compile(r'<del class="docpipe">(.*?)</del>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.DOTALL)
_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:")
_LINK_OR_PICTURE = re.compile(r"</?a>|<img>")
# Whose look on a page is not CommonMark's on purpose: call-outs, notes, HTML that is shown as code, formulas.
_OTHERWISE = frozenset({"callout", "footnote", "html", "mdx", "math", "definition", "front_matter", "break", "heading"})


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.anchors.add(value or "")
            elif name in ("href", "src") and value:
                self.links.append(value)


def dead_links(site: Path) -> list[str]:
    """Every link of the site into itself that no file or no anchor answers."""
    return sorted(dead for file in sorted(site.rglob("*.html")) for dead in _dead_of(site, file))


def _dead_of(site: Path, file: Path) -> Iterator[str]:
    here = file.relative_to(site).as_posix()
    for link in _read(file).links:
        there = urlsplit(urljoin(_ORIGIN + here, link))
        if f"{there.scheme}://{there.netloc}/" != _ORIGIN:
            continue
        target = site / unquote(there.path).lstrip("/")
        target = target / "index.html" if target.is_dir() else target
        if not target.is_file():
            yield f"{here}: {link}: no such file"
        elif there.fragment and target.suffix == ".html" and unquote(there.fragment) not in _read(target).anchors:
            yield f"{here}: {link}: no such anchor"


@cache
def _read(file: Path) -> _Page:
    page = _Page()
    page.feed(file.read_text("utf-8"))
    page.close()
    return page


def shown(root: Path, out: Path, site: Path) -> tuple[int, list[str]]:
    """How many copied blocks there are, and those of which the site does not show what CommonMark shows."""
    pages: dict[str, str] = {}
    count, missing = 0, []
    for line in (out / "reports" / "ledger.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("action") not in ("kept", "noted") or row["kind"] in _OTHERWISE or row.get("shown_as_code"):
            continue
        count += 1
        place = row["destination"]["path"]
        if place not in pages:
            pages[place] = _seen(site / place.removeprefix("docs/").replace(".md", ".html"))
        if _wanted(root, row["source"]) not in pages[place]:
            missing.append(f"{row['source']['path']}:{row['source']['start_line']} ({row['kind']})")
    return count, missing


def _wanted(root: Path, source: Mapping[str, object]) -> str:
    lines, definitions = _source(root / str(source["path"]))
    block = lines[int(str(source["start_line"])) - 1 : int(str(source["end_line"]))]
    return _plain(shape(commonmark_with_components("\n".join((*block, "", *definitions)))))


@cache
def _source(file: Path) -> tuple[list[str], list[str]]:
    """The lines of a source, and those that define links."""
    lines = file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    return lines, [line for line in lines if _DEFINITION.match(line)]


def _seen(file: Path) -> str:
    article = _ARTICLE.search(file.read_text("utf-8"))
    html = _PERMALINK.sub("", article[1] if article else "")
    return _plain(shape(_OWN_STRIKE.sub(r"\1", _OWN_INSERTION.sub("", html))))


def _plain(shown: str) -> str:
    """What may change goes: links and pictures, whose targets the proof follows, and blanks, which go with them."""
    return re.sub(r"\s+", "", _LINK_OR_PICTURE.sub("", shown))
