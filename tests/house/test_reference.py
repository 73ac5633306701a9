"""The generated pages of the manual say what the program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import generate


@pytest.mark.parametrize("name", sorted(generate.PAGES))
def test_the_page_is_up_to_date(name: str) -> None:
    page = Path(generate.FOLDER / name).read_text("utf-8")
    assert page == generate.PAGES[name](), f"docs/reference/{name} is out of date: run make docs"
