"""Rows of single files: read back as they were written, and believed only where they can be true."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docpipe.model import Document
from docpipe.reading import Reader
from docpipe.rows import FACTS, READ
from docpipe.store.cache import FILE, Cache
from tests.match.corpus import document

TEXT = """---
title: Gateway
---

# Gateway

The gateway listens on port 8080 and needs Node 18. See [the guide](guide.md).

| service | port |
| --- | --- |
| api | 3001 |

## Start

```sh
npm run dev
```
"""


@pytest.fixture
def page() -> Document:
    """A document that has something of every kind."""
    return document("docs/gateway.md", TEXT)


def test_a_row_reads_back_as_it_was_written(page: Document) -> None:
    """Both kinds."""
    for rows, item in ((READ, page.source), (FACTS, page)):
        row = rows.row(item)
        assert row is not None
        assert rows.result(row, item) == rows.work(item)


@pytest.mark.parametrize(
    "front",
    [
        '{\n"a": '
        + "9" * 4000
        + ', "b": 1e400, "c": -0.0, "d": NaN, "e": {"1": [null, true, {}]}, "f": "\\u0000\\u2028"\n}\n',
        "---\na: 2024-01-01\nb: 1.5\nc: [d, {e: f}]\n1: x\nnull: y\n---\n",
        "+++\na = 1979-05-27T07:32:00Z\nb = 1_000_000_000_000_000_000_000_000\nc = inf\n[x.y]\nz = [1, 2]\n+++\n",
    ],
)
def test_front_matter_of_any_shape_reads_back(front: str) -> None:
    page = document("a.md", f"{front}\n# A\n")
    assert page.front_matter is not None
    row = READ.row(page.source)
    assert row is not None
    assert READ.result(row, page.source) == READ.work(page.source)


def _set(*path: str | int, to: object) -> Callable[[Any], None]:
    def tamper(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = to

    return tamper


@pytest.mark.parametrize(
    "tamper",
    [
        _set(0, "parts", 0, "blocks", 0, "start_line", to=0),
        _set(0, "parts", 0, "blocks", 0, "start_line", to=-5),
        _set(0, "parts", 0, "blocks", 0, "end_line", to=9),
        _set(0, "parts", 1, "blocks", -1, "end_line", to=10**9),
        _set(0, "parts", 0, "blocks", to=[]),
        _set(0, "parts", 0, "blocks", 0, "kind", to="program"),
        _set(0, "parts", 0, "links", 0, "end", to=10**9),
        _set(0, "parts", 0, "links", 0, "line", to="7"),
        _set(0, "parts", to="none"),
        _set(0, "anchors", to=[1]),
        _set(1, to=[]),
        _set(1, 0, "lines", to=[]),
        _set(1, 1, "blocks", to=[[0, 10**9]]),
    ],
)
def test_a_reading_that_cannot_be_of_the_text_is_not_believed(page: Document, tamper: Callable[[Any], None]) -> None:
    """Lines and places that are not there would lead whoever copies from them astray; so would a statement without."""
    data = json.loads(READ.row(page.source) or b"")
    tamper(data)
    assert READ.result(json.dumps(data).encode(), page.source) is None


@pytest.mark.parametrize("row", [b"", b"{", b"null", b"[" * 100_000, b"\xff\xfe", b'{"parts": [' + b"1," * 9])
def test_what_is_no_row_is_not_believed(page: Document, row: bytes) -> None:
    """Broken, of another shape, or too deep."""
    assert READ.result(row, page.source) is None
    assert FACTS.result(row, page) is None


def test_facts_that_stand_nowhere_are_not_believed(page: Document) -> None:
    """A fact of another document, or beyond the end."""
    facts = json.loads(FACTS.row(page) or b"")
    for tampered in ({"path": "other.md"}, {"line": 10_000}, {"kind": "secret"}):
        assert FACTS.result(json.dumps([facts[0] | tampered]).encode(), page) is None


def test_only_what_changed_is_read_again(tmp_path: Path, page: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest comes from the rows, and the result is what it would be without them."""
    other = document("docs/other.md", "# Other\n\nThe worker listens on port 9000.\n")
    Reader(1, Cache(tmp_path, "p")).documents([page.source, other.source])
    changed = document("docs/other.md", "# Other\n\nThe worker listens on port 9001.\n")
    parsed: list[str] = []
    work = READ.work
    monkeypatch.setattr(READ, "work", lambda source: (parsed.append(source.path), work(source))[1])
    found = Reader(1, Cache(tmp_path, "p")).documents([page.source, changed.source])
    assert parsed == ["docs/other.md"]
    assert found == Reader(1).documents([page.source, changed.source])
    assert (tmp_path / FILE).is_file()
