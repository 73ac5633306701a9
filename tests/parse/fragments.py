"""Random Markdown out of pieces that mean something, where random characters rarely do."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import strategies as st

PIECES = json.loads((Path(__file__).parents[1] / "cases" / "parse" / "pieces.json").read_text("utf-8"))


def pieces(*names: str) -> list[str]:
    """The pieces of the lists `names`: `commonmark`, `extensions`, `repeated`."""
    return [piece for name in names for piece in PIECES[name]]


def texts(*names: str) -> st.SearchStrategy[str]:
    """Up to 25 pieces of the lists `names` in a row."""
    return st.lists(st.sampled_from(pieces(*names)), max_size=25).map("".join)
