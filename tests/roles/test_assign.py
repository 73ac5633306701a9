"""Roles in a whole corpus: what the neighbours of a document say."""

from __future__ import annotations

import random

from docpipe import roles
from docpipe.config import Config
from docpipe.model import Document, SourceFile, Tree
from docpipe.parse import parse

TREE = Tree(root="/r", files=(), folders=())
PAGE = "# Page\n\nThe server listens on port 8080.\n"


def documents(**texts: str) -> tuple[Document, ...]:
    return tuple(
        parse(SourceFile(path=path, location="", text=text, sha256="", size=0)) for path, text in texts.items()
    )


def assigned(texts: dict[str, str]) -> dict[str, Document]:
    return {document.path: document for document in roles.assign(documents(**texts), TREE, Config())}


def test_a_folders_own_readme_may_declare_it_history() -> None:
    texts = {
        "notes/old/README.md": "# Old notes\n\nThis folder holds historical notes. Nothing here is current.\n",
        "notes/old/deep/server.md": PAGE,
        "notes/new/README.md": "# Notes\n\nThis folder explains how historical data is stored in the archive.\n",
        "notes/new/server.md": PAGE,
        "notes/oldish/server.md": PAGE,
    }
    found = assigned(texts)
    assert found["notes/old/deep/server.md"].role == "record"
    assert "says that it is history" in found["notes/old/deep/server.md"].role_reason
    assert found["notes/oldish/server.md"].role == "living"


def test_a_copy_names_what_it_is_a_copy_of() -> None:
    found = assigned({"docs/setup.md": PAGE, "docs/setup.bak.md": PAGE})
    copy = found["docs/setup.bak.md"]
    assert (copy.role, copy.copy_kind, copy.copy_of) == ("copy", "backup", "docs/setup.md")
    assert (found["docs/setup.md"].role, found["docs/setup.md"].copy_of) == ("living", None)


def test_every_role_has_its_reason_whatever_the_order_and_however_often() -> None:
    texts = {f"docs/{n}.md": PAGE + f"It is number {n}.\n" for n in range(30)}
    texts |= {
        "README.md": PAGE,
        "LICENSE.md": "MIT",
        "AGENTS.md": "Run the tests.",
        "docs/1.0/a.md": PAGE,
        "docs/1.1/a.md": PAGE,
    }
    first = assigned(texts)
    shuffled = list(texts)
    random.Random(1).shuffle(shuffled)
    assert assigned({path: texts[path] for path in shuffled}) == first
    again = roles.assign(tuple(first.values()), TREE, Config())
    assert {document.path: document for document in again} == first
    assert all(document.role_reason for document in first.values())


def test_no_documents() -> None:
    assert roles.assign((), TREE, Config()) == ()
