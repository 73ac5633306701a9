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

from tests.consolidate.rendering import built, commonmark_with_components, shape

_ORIGIN = "http://site.invalid/"
_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_OWN_INSERTION = re.compile(r'<ins class="docpipe">.*?</ins>', re.DOTALL)
_OWN_STRIKE = re.compile(r'<del class="docpipe">(.*?)</del>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.DOTALL)
_NOTE = re.compile(r'<sup id="fnref.*?</sup>|\[\^[^\]\s]+\]', re.DOTALL)  # a mark of a footnote
_FILE_NAME = re.compile(r'<span class="filename">.*?</span>', re.DOTALL)  # the title of a fence
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
            pages[place] = _seen(_html(site, place))
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
    lines = lines_of(file.read_bytes())
    return lines, [line for line in lines if _DEFINITION.match(line)]


def lines_of(content: bytes) -> list[str]:
    """A file's lines as the ledger counts them: UTF-8, UTF-16 by its BOM, else cp1252; LF, CRLF or CR end a line."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _plain(shown: str) -> str:
    """What may change goes: links and pictures, whose targets the proof follows, and blanks, which go with them."""
    return re.sub(r"\s+", "", _LINK_OR_PICTURE.sub("", shown))


def lost_anchors(out: Path, site: Path) -> list[str]:
    """The anchors that the ledger names and the site lacks."""
    found = set()
    for line in (out / "reports" / "ledger.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("action") in ("kept", "noted"):
            page, anchor = row["destination"]["path"], row["destination"].get("anchor")
            if anchor and anchor not in _read(_html(site, page)).anchors:
                found.add(f"{page}#{anchor}")
    return sorted(found)


def swallowed(out: Path, site: Path) -> list[str]:
    """The copied blocks that the site shows otherwise than alone on a page: drawn into what stands around them."""
    pages: dict[str, str] = {}
    found = []
    for line in (out / "reports" / "ledger.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("action") not in ("kept", "noted") or row["kind"] in ("footnote", "heading", "html"):
            continue
        place = row["destination"]
        if place["path"] not in pages:
            pages[place["path"]] = _seen(_html(site, place["path"]))
        lines = (out / place["path"]).read_text("utf-8").split("\n")[place["start_line"] - 1 : place["end_line"]]
        lines = [line for line in lines if "docpipe:own" not in line]
        if row["action"] == "noted":  # in a folded note
            lines = [line.removeprefix("    ") for line in lines]
        if _shown(built("\n".join(lines))) not in pages[place["path"]]:
            found.append(f"{row['source']['path']}:{row['source']['start_line']} ({row['kind']})")
    return found


def _seen(file: Path) -> str:
    article = _ARTICLE.search(file.read_text("utf-8"))
    return _shown(article[1] if article else "")


def _shown(html: str) -> str:
    html = _FILE_NAME.sub("", _PERMALINK.sub("", _NOTE.sub("", html)))
    return _plain(shape(_OWN_STRIKE.sub(r"\1", _OWN_INSERTION.sub("", html))))


def _html(site: Path, page: str) -> Path:
    return site / page.removeprefix("docs/").replace(".md", ".html")
