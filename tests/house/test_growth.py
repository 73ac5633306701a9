"""The corpus that growth is measured on: other words in each part, the same tree, links that still lead somewhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bench.growth import PARTS, altered, replicate

TEXT = b"# Guide\n\nEvery worker writes its ledger before the nightly export. See [more](./more.md) and README.md.\n"


def test_each_part_has_other_words_and_the_first_its_own() -> None:
    texts = {altered(TEXT, part) for part in PARTS}
    assert len(texts) == len(PARTS)
    assert altered(TEXT, PARTS[0]) == TEXT
    assert altered(TEXT, PARTS[1]) == altered(TEXT, PARTS[1])


def test_links_lead_to_the_documents_of_the_same_part(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    for name, text in (("guide.md", TEXT), ("more.md", b"# More\n"), ("README.md", b"# All\n"), ("run.sh", b"true\n")):
        (root / name).write_bytes(text)
    for command in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", "-C", root, *command], check=True)
    replicate(root, tmp_path / "twice", 2)
    part = tmp_path / "twice" / PARTS[1]
    names = {path.name for path in part.iterdir()}
    assert names == {f"guide-{PARTS[1]}.md", f"more-{PARTS[1]}.md", "README.md", "run.sh"}
    text = (part / f"guide-{PARTS[1]}.md").read_text("utf-8")
    assert f"(./more-{PARTS[1]}.md)" in text
    assert "and README.md." in text
