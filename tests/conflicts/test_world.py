"""What documents tell of when they were written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docpipe import parse
from docpipe.conflicts.world import world
from docpipe.model import SourceFile, Tree


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("reports/lamp.md", ""),
        ("reports/lamp_20250727.md", "20250727"),
        ("reports/2025-07-27-lamp.md", "2025-07-27"),
        # Two lists of one day are of two hours.
        ("todo_20250727_021002.md", "20250727_021002"),
        ("todo_20250727T0332.md", "20250727T0332"),
        ("reports/2025-07-27-lamp-1234.md", "2025-07-27"),
    ],
)
def test_a_record_has_the_date_of_its_name(path: str, date: str) -> None:
    document = replace(parse.parse(SourceFile(path, f"/{path}", "# Lamp\n", "", 7)), role="record")
    assert world((document,), (), Tree("/", (path,), ())).date(path) == date
