"""The sample's site in a real browser: no foreign host, no errors, searchable, and old addresses lead on."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page, expect, sync_playwright

from docpipe import runs

pytestmark = pytest.mark.browser
ESTATE = Path(__file__).parents[2] / "docpipe" / "demo" / "estate"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests print nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site, served on this machine."""
    out = tmp_path_factory.mktemp("browser")
    runs.consolidate(ESTATE, out, workers=1, told=lambda stage: None)
    build(load_config(str(out / "mkdocs.yml"), site_dir=str(out / "site"), strict=True))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(out / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def page(chromium: str) -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def pages(address: str, page: Page) -> list[str]:
    """Every page that the navigation names."""
    page.goto(address)
    return sorted(set(page.eval_on_selector_all("nav a[href]", "links => links.map(l => l.href.split('#')[0])")))


def test_no_page_asks_another_host_or_has_an_error(address: str, page: Page) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("response", lambda response: errors.append(response.url) if response.status >= 400 else None)
    names = [name for name in pages(address, page) if name.startswith(address)]
    assert len(names) > 8
    for name in names:
        page.goto(name, wait_until="networkidle")
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert errors == []


def test_a_reader_finds_a_word(address: str, page: Page) -> None:
    page.goto(address, wait_until="networkidle")
    page.click("input[data-md-component=search-query]")
    page.keyboard.type("Prometheus collects")
    first = page.locator(".md-search-result__item a").first  # it changes with every letter until the last is typed
    expect(first).to_have_attribute("href", re.compile(r"/services/infrastructure\.html"))


def test_an_old_address_with_an_old_anchor_leads_to_the_new_place(address: str, page: Page) -> None:
    page.goto(f"{address}/docs/monitoring/index.html#alerts", wait_until="networkidle")
    page.wait_for_url("**/services/infrastructure.html#*")
    anchor = page.url.split("#")[1]
    assert "alert" in page.inner_text(f"[id='{anchor}']").lower()


def test_without_scripts_an_old_address_names_the_new_place(address: str, chromium: str) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/docs/monitoring/index.html")
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        browser.close()
    assert any("/services/infrastructure.html" in link for link in links)
