"""Five hundred conflicts: folded at first, filtered at once, and the last one found by its address."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page, expect

from docpipe.config import Config
from docpipe.consolidate import plan
from docpipe.model import Claim, Conflict
from docpipe.publish import files
from tests.browser.conftest import served
from tests.consolidate.estates import scan_of

pytestmark = pytest.mark.browser
COUNT = 500
KINDS = ("port", "version", "url", "path")


def conflict(number: int) -> Conflict:
    claims = tuple(
        Claim(f"d{place}.md", number + 3, str(3000 + place), f"Service {number} on {3000 + place}", "living")
        for place in range(6)
    )
    return Conflict(
        f"k-{number:04x}", KINDS[number % 4], f"Service {number}", "port", "", "open", 0.8, "medium", claims, (), ""
    )  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("many")
    text = "# Services\n\n" + "".join(f"Service {n} runs.\n" for n in range(COUNT))
    scan = scan_of({f"d{place}.md": text for place in range(6)}, conflicts=[conflict(n) for n in range(COUNT)])
    for path, content in files(plan(scan, Config()), scan).items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    build(load_config(str(out / "mkdocs.yml"), site_dir=str(out / "site")))
    return out / "site"


def test_five_hundred_stay_usable(many: Path, page: Page) -> None:
    with served(many) as at:
        page.goto(f"{at}/review/conflicts.html")
        expect(page.locator("[data-filter] [role=status]")).to_have_text(f"{COUNT} conflicts")
        assert page.locator("details.docpipe-entry[open]").count() == 0
        page.get_by_label("kind", exact=True).select_option("port")
        expect(page.locator("[data-filter] [role=status]")).to_have_text(f"{COUNT // 4} of {COUNT} conflicts")
        page.locator(".docpipe-filter input").fill(f"service {COUNT - 4}")
        expect(page.locator("details.docpipe-entry:visible")).to_have_count(1)
        page.goto(f"{at}/review/conflicts.html#k-{COUNT - 1:04x}")
        last = page.locator(f"[id='k-{COUNT - 1:04x}']")
        expect(last).to_have_attribute("open", "")
        expect(last).to_be_in_viewport()
