"""The checks of a built site notice what they are for."""

from __future__ import annotations

import json
from pathlib import Path

from tests.proofs.built import dead_links, shown


def test_a_link_to_no_file_or_no_anchor_is_noticed_and_others_are_not(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "b.html").write_text('<h2 id="part">Part</h2>', "utf-8")
    (tmp_path / "old" / "index.html").write_text('<a href="../b.html#part">moved</a>', "utf-8")
    links = ("b.html", "b.html#part", "b.html#gone", "c.html", "old", "https://x.org/c.html", "mailto:a@x.org", "#")
    (tmp_path / "a.html").write_text("".join(f'<a href="{link}">l</a>' for link in links), "utf-8")
    assert dead_links(tmp_path) == ["a.html: b.html#gone: no such anchor", "a.html: c.html: no such file"]


def test_a_list_that_lost_its_nesting_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("- one\n  - two\n\n*Three* [four](b.md).\n", "utf-8")
    (tmp_path / "reports").mkdir()
    rows = [
        {"action": "kept", "kind": kind, "source": {"path": "a.md", "start_line": first, "end_line": last}}
        for kind, first, last in (("list", 1, 2), ("paragraph", 4, 4))
    ]
    lines = [json.dumps(row | {"destination": {"path": "docs/index.md"}}) for row in rows]
    (tmp_path / "reports" / "ledger.jsonl").write_text("\n".join(lines), "utf-8")
    page = tmp_path / "index.html"
    whole = "<article><ul><li>one<ul><li>two</li></ul></li></ul><p><em>Three</em> four.</p></article>"
    page.write_text(whole, "utf-8")
    assert shown(tmp_path, tmp_path, tmp_path) == (2, [])
    page.write_text(whole.replace("<ul><li>two</li></ul></li>", "</li><li>two</li>"), "utf-8")
    assert shown(tmp_path, tmp_path, tmp_path) == (2, ["a.md:1 (list)"])
