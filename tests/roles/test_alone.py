"""The role of a document by itself, case by case; what must not be called a record comes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe.model import Document, SourceFile
from docpipe.parse import parse
from docpipe.roles.assign import role_alone
from docpipe.roles.view import view

CASES = Path(__file__).parents[1] / "cases" / "roles"


def document(path: str, text: str) -> Document:
    return parse(SourceFile(path=path, location="", text=text, sha256="", size=len(text.encode())))


def cases(file: str, role: str = "") -> list[tuple[str, str, str]]:
    """(role, path, text) of each case in a file; `role` is given, or stands before the path."""
    found = []
    for case in (CASES / file).read_text("utf-8").split("\n@@ ")[1:]:
        head, _, text = case.partition("\n")
        head = head.partition(" # ")[0]
        expected, _, path = head.partition(" ") if not role else (role, "", head)
        found.append((expected, path, text))
    return found


@pytest.mark.parametrize(
    ("role", "path", "text"),
    [*cases("living.txt", "living"), *cases("record.txt", "record"), *cases("others.txt")],
    ids=lambda value: value[:40].splitlines()[0] if value else "",
)
def test_cases(role: str, path: str, text: str) -> None:
    found, reason = role_alone(view(document(path, text)))
    assert found == role, reason
    assert reason
