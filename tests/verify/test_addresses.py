"""Links by the addresses that a site gave its pages: followed to the document they named, and to no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe import runs

FILES = {
    "README.md": "# Harbour\n\nHarbour moves cargo between ships and the shore.\n",
    "docs/guides/quickstart.md": "---\nid: first-steps\n---\n\n# First steps\n\n"
    "Install the program with the package manager of your system, then start it once by hand.\n",
    "docs/guides/02-tuning.md": "# Tuning\n\nRead the [first steps](first-steps), the [reference]"
    "(/manual/settings?tab=all#limits) of all settings, and what we know of "
    "[slow starts](../../site/kb/slow-below-1.4).\n",
    "docs/reference/configuration.md": "---\nslug: /manual/settings\n---\n\n# Configuration reference\n\n"
    "Every setting has a default.\n\n## Limits\n\n"
    "The queue holds a thousand entries; change `QUEUE_LIMIT` to have more. See [its tuning](../guides/tuning).\n",
    "site/kb/slow-below-1.4.md": "# Troubleshooting: slow starts\n\n"
    "A start that takes a minute has a cold cache; warm it with `harbour warm`.\n",
}
# What stands on the page -> the place of another document, which exists all the same.
WRONG = {
    "(#first-steps)": "(services/core.md)",
    "(services/core.md#limits)": "(#tuning)",
    "(services/core.md#troubleshooting-slow-starts)": "(#tuning)",
    "(../index.md#tuning)": "(#configuration-reference)",
}


@pytest.fixture
def site(tmp_path: Path) -> tuple[Path, Path]:
    root, out = tmp_path / "root", tmp_path / "out"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    runs.consolidate(root, out, workers=1, told=lambda stage: None)
    return root, out


def test_links_by_address_are_proven(site: tuple[Path, Path]) -> None:
    assert runs.verify(*site).problems == ()
    pages = "".join(page.read_text("utf-8") for page in (site[1] / "docs").rglob("*.md"))
    assert [link for link in WRONG if link not in pages] == []


@pytest.mark.parametrize("link", WRONG)
def test_a_link_by_address_that_leads_to_another_document_is_noticed(link: str, site: tuple[Path, Path]) -> None:
    for page in (site[1] / "docs").rglob("*.md"):
        page.write_text(page.read_text("utf-8").replace(link, WRONG[link]), "utf-8")
    assert any("is in no source" in problem.what for problem in runs.verify(*site).problems)
