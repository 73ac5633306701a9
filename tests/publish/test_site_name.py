"""What a site is called that nobody named."""

from __future__ import annotations

import pytest

from docpipe.publish.site import site_name
from tests.consolidate.estates import scan_of


@pytest.mark.parametrize(
    ("readme", "name"),
    [
        ("# Ferrybook\n", "Ferrybook"),
        ("# Ferrybook - the book of ferries\n", "Ferrybook"),
        ("# Ferrybook: Fähren buchen\n", "Ferrybook"),
        ("# Ferrybook (formerly Boats)\n", "Ferrybook"),
        ("# Well-known names\n", "Well-known names"),
        ("# 渡船预订：使用手册\n", "渡船预订"),
        ("no heading at all\n", "estate"),
        ("# ⚓ - \n", "estate"),
        (f"# {'A very long title ' * 5}\n", "estate"),
    ],
)
def test_it_has_the_title_of_the_readme_or_of_the_folder(readme: str, name: str) -> None:
    assert site_name(scan_of({"README.md": readme}).corpus) == name


def test_a_readme_below_does_not_name_it() -> None:
    assert site_name(scan_of({"docs/README.md": "# Guides\n"}).corpus) == "estate"
