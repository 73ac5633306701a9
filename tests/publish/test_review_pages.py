"""The review pages beside the conflicts: every file is told, doubt is shown first, and each place leads on."""

from __future__ import annotations

import re
from dataclasses import replace

from docpipe.config import Config
from docpipe.config.schema import SiteConfig
from docpipe.consolidate import inventory, plan
from docpipe.model import Cluster, Reference, Scan, Service, Skipped
from docpipe.publish import files
from tests.consolidate.estates import scan_of

SOURCES = {
    "a.md": "# Setup\n\nStart with `make up`.\n",
    "b.md": "# Watch\n\nGrafana shows it.\n",
    "old.md": "# Report\n\nDone, all of it.\n",
    "LICENSE.md": "# Licence\n\nFree.\n",
}
ROLES = {"old.md": "record", "LICENSE.md": "protected"}
TARGETS = {"b.md": ("infrastructure", "operation"), "LICENSE.md": (None, None)}


def made(scan: Scan | None = None, repo_url: str | None = None) -> dict[str, str]:
    scan = scan or scan_of(SOURCES, roles=ROLES, targets=TARGETS)
    unlike = tuple(replace(d, source=replace(d.source, sha256=d.path)) for d in scan.corpus.documents)
    scan = replace(scan, corpus=replace(scan.corpus, documents=unlike))
    planned = plan(scan, Config())
    found = files(planned, scan, repo_url=repo_url, fates=inventory(planned, scan, Config()))
    return {path: content.decode() for path, content in found.items() if path.endswith(".md")}


def rows(page: str) -> list[list[str]]:
    """The cells of the page's rows, without their marks."""
    found = re.findall(r"<tr[^>]* data-item[^>]*>(.*?)</tr>", page)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", row)] for row in found]


def test_the_inventory_tells_the_fate_of_every_file() -> None:
    found = {row[0]: (row[1], row[4], row[5]) for row in rows(made()["docs/review/inventory.md"])}
    assert found == {
        "LICENSE.md": ("protected", "stays", "–"),
        "a.md": ("living", "moved whole", "Core services"),
        "b.md": ("living", "moved whole", "Infrastructure"),
        "old.md": ("record", "archived", "Archive"),
    }


def test_the_inventory_tells_what_was_not_read_and_why() -> None:
    scan = scan_of(SOURCES, roles=ROLES, targets=TARGETS)
    scan = replace(scan, corpus=replace(scan.corpus, skipped=(Skipped("lib/x.md", "vendored"),)))
    assert "## Not read (1)" in made(scan)["docs/review/inventory.md"]


def test_the_mapping_begins_with_what_is_least_sure() -> None:
    scan = scan_of(SOURCES, roles=ROLES, targets=TARGETS)
    doubted = tuple(replace(a, confidence=0.4) if a.section.startswith("b.md") else a for a in scan.assignments)
    page = made(replace(scan, assignments=doubted))
    assert [row[0] for row in rows(page["docs/review/mapping.md"])] == ["b.md", "a.md", "old.md"]
    assert 'data-sure="doubtful"' in page["docs/review/mapping.md"]
    assert "Perhaps in the wrong place" in page["docs/services/infrastructure.md"]
    assert "no doubtful place" in page["docs/services/core.md"]


def test_a_service_that_no_document_speaks_of_can_be_filtered() -> None:
    scan = scan_of(SOURCES, roles=ROLES, targets=TARGETS)
    services = (
        Service("grafana", "defined", ("3001",), None, ("b.md",), ("compose.yml",), ()),
        Service("redis", "defined", (), None, (), ("compose.yml",), ("defined but not documented",)),
    )
    scan = replace(scan, contradictions=replace(scan.contradictions, services=services))
    page = made(scan, repo_url="https://code.example/shop")["docs/registry.md"]
    assert re.findall('data-agreement="([^"]*)"', page) == ["agrees", "defined but not documented"]
    assert 'href="services/infrastructure.html' in page
    assert 'href="https://code.example/shop/blob/HEAD/compose.yml"' in page


def test_dead_references_of_records_come_last() -> None:
    scan = scan_of(SOURCES, roles=ROLES, targets=TARGETS)
    dead = tuple(Reference(path, 3, "x.sh", "path", None, "not there") for path in ("a.md", "b.md", "old.md"))
    page = made(replace(scan, references=(dead[2], *dead[:2])))["docs/review/references.md"]
    assert [row[0] for row in rows(page)] == ["a.md:3", "b.md:3", "old.md:3"]


def test_a_page_of_one_document_says_where_it_is_from_and_where_that_is_seen() -> None:
    """Also where the document's title is the page's, which stands there once."""
    sources = {**SOURCES, "b.md": "# Infrastructure\n\nGrafana shows it.\n"}
    scan = scan_of(sources, roles=ROLES, targets=TARGETS)
    assert "<small>From `b.md`</small>" in made(scan)["docs/services/infrastructure.md"]
    config = Config(site=SiteConfig(repo_url="https://code.example/shop"))
    page = next(page for page in plan(scan, config).pages if page.path == "services/core.md")
    assert "<small>From [`a.md`](https://code.example/shop/blob/HEAD/a.md)</small>" in page.body


def test_a_group_shows_what_each_member_says_otherwise_and_is_folded() -> None:
    sources = {"a.md": "# Start\n\nRun it on port 3000.\n", "b.md": "# Start\n\nRun it on port 3001.\n"}
    cluster = Cluster("c-0001", "near", 0.9, "a.md#1", ("a.md#1", "b.md#1"), ("longest",), ("", "most words"))
    page = made(scan_of(sources, clusters=[cluster]))["docs/review/duplicates.md"]
    entry = next(line for line in page.split("\n") if 'id="c-0001"' in line)
    assert " open" not in entry.split(">")[0]
    assert re.search(r"<del[^>]*>3000\.</del> <ins[^>]*>3001\.</ins>", entry)
    assert "a.md:1" in entry and "leads: longest." in entry
