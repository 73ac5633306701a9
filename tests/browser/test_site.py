"""The sample's site in a real browser, under a strict policy: no faults, old addresses lead on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Faults

pytestmark = pytest.mark.browser


def pages(address: str, page: Page) -> list[str]:
    """Every page that the navigation names."""
    page.goto(address)
    names = set(page.eval_on_selector_all("nav a[href]", "links => links.map(l => l.href.split('#')[0])"))
    return sorted(name for name in names if name.startswith(address))


def test_no_page_asks_another_host_or_has_an_error(address: str, page: Page) -> None:
    names = pages(address, page)
    assert len(names) > 12
    for name in names:
        page.goto(name, wait_until="networkidle")


@pytest.mark.parametrize("width", [390, 768])
def test_no_page_is_wider_than_a_small_screen(address: str, context: Callable[..., BrowserContext], width: int) -> None:
    page = context(viewport={"width": width, "height": 800}).new_page()
    wide = []
    for name in pages(address, page):
        page.goto(name)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    assert wide == []


def test_a_reader_finds_a_word(address: str, page: Page) -> None:
    page.goto(address, wait_until="networkidle")
    page.click("input[data-md-component=search-query]")
    page.keyboard.type("Prometheus collects")
    first = page.locator(".md-search-result__item a").first  # it changes with every letter until the last is typed
    expect(first).to_have_attribute("href", re.compile(r"/services/infrastructure\.html"))


def test_light_and_dark(address: str, context: Callable[..., BrowserContext]) -> None:
    """As the system has it, until the reader switches; then as the reader had it, on the next page too."""
    page = context(color_scheme="dark").new_page()
    page.goto(address)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[title='Switch to light']").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.goto(f"{address}/registry.html")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_pages_change_without_loading_anew(address: str, page: Page) -> None:
    """And the filters of a review page are there all the same."""
    page.goto(f"{address}/registry.html", wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator(".md-nav a[href$='inventory.html']").first.evaluate("link => link.click()")
    expect(page.locator("h1")).to_contain_text("Inventory")
    expect(page.locator(".docpipe-filter select").first).to_be_attached()
    assert page.evaluate("window.stayed")


def test_an_old_address_with_an_old_anchor_leads_to_the_new_place(address: str, page: Page) -> None:
    page.goto(f"{address}/docs/monitoring/index.html#alerts", wait_until="networkidle")
    page.wait_for_url("**/services/infrastructure.html#*")
    anchor = page.url.split("#")[1]
    assert "alert" in page.inner_text(f"[id='{anchor}']").lower()


def test_without_scripts_an_old_address_names_the_new_place(
    address: str, context: Callable[..., BrowserContext]
) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{address}/docs/monitoring/index.html")
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    assert any("/services/infrastructure.html" in link for link in links)


def test_the_site_reads_from_files(site: Path, context: Callable[..., BrowserContext]) -> None:
    """Search aside, which a browser does not let files do."""
    page = context().new_page()
    faults = Faults()
    faults.listen(page)
    page.goto((site / "review" / "conflicts.html").as_uri(), wait_until="networkidle")
    expect(page.locator("[data-filter] [role=status]")).to_contain_text("conf")
    assert [fault for fault in faults.found if "search" not in fault and "ERR_FILE_NOT_FOUND" not in fault] == []
