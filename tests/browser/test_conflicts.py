"""The conflict page in a real browser: filters, search, order, deep links, the keyboard alone, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
ENTRY = "details.docpipe-entry"


@pytest.fixture
def conflicts(address: str, page: Page) -> Page:
    page.goto(f"{address}/review/conflicts.html", wait_until="networkidle")
    return page


def shown(page: Page, field: str) -> list[str]:
    """The field of every entry that is to be seen, in their order."""
    every = page.locator(f"{ENTRY}:visible")
    return [one.get_attribute(f"data-{field}") or "" for one in every.all()]


def choose(page: Page, name: str, value: str) -> None:
    page.get_by_label(name, exact=True).select_option(value)


def test_filters_work_together_and_say_how_many_are_left(conflicts: Page) -> None:
    every = shown(conflicts, "kind")
    choose(conflicts, "kind", "port")
    assert set(shown(conflicts, "kind")) == {"port"}
    left = len(shown(conflicts, "kind"))
    assert 0 < left < len(every)
    expect(conflicts.locator("[data-filter] [role=status]")).to_have_text(f"{left} of {len(every)} conflicts")
    choose(conflicts, "status", "settled")
    assert set(shown(conflicts, "status")) <= {"settled"}
    conflicts.get_by_role("button", name="Reset").click()
    expect(conflicts.locator("[data-filter] [role=status]")).to_have_text(f"{len(every)} conflicts")


def test_a_document_chooses_the_conflicts_that_it_has_a_part_in(conflicts: Page) -> None:
    choose(conflicts, "document", "docs/monitoring.md")
    found = conflicts.locator(f"{ENTRY}:visible").all()
    assert found
    assert all(one.locator("[data-document='docs/monitoring.md']").count() for one in found)


def test_the_search_reads_what_is_folded_too(conflicts: Page) -> None:
    conflicts.get_by_role("button", name="Fold all").click()
    conflicts.locator(".docpipe-filter input").fill("no such word anywhere")
    expect(conflicts.locator("[data-filter] [role=status]")).to_have_text(re.compile(r"^0 of "))
    conflicts.locator(".docpipe-filter input").fill("grafana 3001")
    assert shown(conflicts, "subject")


def test_the_order_is_by_rank_until_another_is_chosen(conflicts: Page) -> None:
    ranked = shown(conflicts, "subject")
    choose(conflicts, "order by", "subject")
    groups = conflicts.locator(".docpipe-group").all()
    for group in groups:
        names = [one.get_attribute("data-subject") or "" for one in group.locator(ENTRY).all()]
        assert names == sorted(names, key=str.casefold)
    choose(conflicts, "order by", "")
    assert shown(conflicts, "subject") == ranked


def test_a_view_can_be_sent_to_someone(conflicts: Page, address: str) -> None:
    choose(conflicts, "kind", "port")
    conflicts.goto(conflicts.url, wait_until="networkidle")
    assert set(shown(conflicts, "kind")) == {"port"}


def test_a_mark_on_a_page_leads_to_its_entry_unfolded(address: str, page: Page) -> None:
    page.goto(f"{address}/services/core.html", wait_until="networkidle")
    link = page.locator("article a[href*='review/conflicts.html#k-']").first
    name = (link.get_attribute("href") or "").split("#")[1]
    link.click()
    entry = page.locator(f"[id='{name}']")
    expect(entry).to_have_attribute("open", "")
    expect(entry).to_be_in_viewport()


def test_a_deep_link_is_shown_whatever_the_filters_say(address: str, page: Page) -> None:
    page.goto(f"{address}/review/conflicts.html", wait_until="networkidle")
    first = page.locator(ENTRY).first
    name, kind = first.get_attribute("id"), first.get_attribute("data-kind")
    other = next(one for one in shown(page, "kind") if one != kind)
    page.goto("about:blank")
    page.goto(f"{address}/review/conflicts.html?kind={other}#{name}", wait_until="networkidle")
    expect(page.locator(f"[id='{name}']")).to_be_in_viewport()


def test_the_keyboard_is_enough(conflicts: Page) -> None:
    conflicts.locator(".docpipe-filter input").focus()
    conflicts.keyboard.type("grafana")
    conflicts.keyboard.press("Tab")
    conflicts.keyboard.press("Tab")
    assert conflicts.evaluate("document.activeElement.tagName") == "SELECT"
    for _ in range(20):
        conflicts.keyboard.press("Tab")
        if conflicts.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    entry = conflicts.locator(f"{ENTRY}:visible").first
    was = entry.evaluate("entry => entry.open")
    conflicts.keyboard.press("Enter")
    assert entry.evaluate("entry => entry.open") is not was


def test_without_scripts_every_open_conflict_is_a_plain_table(
    address: str, context: Callable[..., BrowserContext]
) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{address}/review/conflicts.html")
    entries = page.locator(f"{ENTRY}[data-status=open]").all()
    assert entries
    for entry in entries:
        expect(entry.locator("tbody td").first).to_be_visible()
    assert page.locator(".docpipe-filter").count() == 0
