"""Every `docpipe.toml` that the manual shows is one that docpipe accepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docpipe import config

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = [
    pytest.param(text, id=f"{page.stem}-{number}")
    for page in sorted(DOCS.rglob("*.md"))
    for number, text in enumerate(re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S), 1)
]


@pytest.mark.parametrize("text", SHOWN)
def test_it_is_accepted(text: str, tmp_path: Path) -> None:
    (tmp_path / "docpipe.toml").write_text(text, "utf-8")
    assert config.load(tmp_path) != config.Config()
