"""A tree that wants to run something in the reader's browser: every page of its site is opened, and nothing runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Faults, served, site_of

pytestmark = pytest.mark.browser
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "[a](javascript:alert(1))",
    "![a](x\" onerror=\"alert(1))",
    "<a href=\"jav&#x09;ascript:alert(1)\">a</a>",
    "</td></tr></table></details><script>alert(1)</script>",
    "<details open ontoggle=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<form action=https://evil.example/><input name=q autofocus onfocus=alert(1)>",
    "![p](https://evil.example/p.png)",
    "```<script>alert(1)</script>",
    "{% raw %}<script>alert(1)</script>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
)  # fmt: skip


def plant(root: Path) -> None:
    """Each payload in a heading, in text, in a table, in code, in a link, and in both sides of a conflict."""
    (root / "docs").mkdir(parents=True)
    for number, payload in enumerate(PAYLOADS):
        for side, port in (("a", 3000 + number), ("b", 4000 + number)):
            text = (
                f"# Service {number} {payload}\n\nGrafana{number} runs at http://localhost:{port} {payload}\n\n"
                f"| Setting | Value |\n| --- | --- |\n| `PORT_{number}` | {port} {payload} |\n\n"
                f"```sh\nexport PORT_{number}={port} # {payload}\n```\n\n## Use {payload}\n\n"
                f"See [{payload}](<{payload}>) and `missing/{number}/{payload}.sh`.\n\nTokens live for {port} days.\n"
            )
            (root / "docs" / f"{side}{number}.md").write_text(text, "utf-8")
    named = root / "docs" / "<img src=x onerror=alert(1)>.md"
    named.write_text("# Named\n\nTokens live for 7 days.\n", "utf-8")
    (root / "README.md").write_text("# <script>alert(1)</script> Estate\n\nAll of it.\n", "utf-8")


def test_nothing_of_a_hostile_tree_runs(tmp_path: Path, context: Callable[..., BrowserContext]) -> None:
    plant(tmp_path / "root")
    site = site_of(tmp_path / "root", tmp_path / "out", strict=False)  # what runs is asked here, not where links lead
    faults = Faults()
    page = context().new_page()
    faults.listen(page)
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if "docs" not in path.parts)
    assert any(name.startswith("review/conflicts") for name in found)
    with served(site) as at:
        for name in found:
            page.goto(f"{at}/{name}", wait_until="networkidle")
            assert page.locator("article [onerror], article [onload], article script, article iframe").count() == 0
    assert faults.found == []
