"""Paths of files, with their folders, that a document names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.facts.place import Place
from docpipe.facts.statements import Statement
from docpipe.model import Fact
from docpipe.text.wordlists import words

_PATH = re.compile(
    r"(?<![\w./:@$~{}<>*\\-])((?:\.{1,2}/)?(?:[\w.-]{1,60}/){1,8}[\w.-]{2,80}\.[A-Za-z]\w{0,9})(?![\w/(<{*-])"
)
_TARGET = re.compile(r"\]\([^()\s]{0,400}\)")
_DOCUMENT = (".md", ".mdx", ".png", ".svg", ".jpg", ".gif", ".html", ".pdf")
_SKIPPED = words(
    "node_modules dist build target venv .venv coverage tmp temp output logs your my example path to vendor"
)
LANGUAGES = words("bash sh shell console text yaml yml dockerfile makefile json toml ini") | {""}


def extract(statement: Statement, place: Place) -> Iterator[Fact]:
    """One fact a path and line; drawings of trees, globs, addresses and generated folders are left out."""
    raw = statement.raw
    if "/" not in raw or "──" in raw or (statement.form == "code" and statement.language not in LANGUAGES):
        return
    if "](" in raw:
        raw = _TARGET.sub("]", raw)
    seen = set()
    for name in _PATH.findall(raw):
        parts = name.removeprefix("./").split("/")
        if name not in seen and _SKIPPED.isdisjoint(parts) and not name.lower().endswith(_DOCUMENT) and name[-1] != "_":
            seen.add(name)
            yield place.fact(statement, ("path", parts[-1], "path"), name, "path")
