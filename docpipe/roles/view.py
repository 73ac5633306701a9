"""What is looked at of a document to judge its role: its name, its folders, its head and its end, folded once."""

from __future__ import annotations

from dataclasses import dataclass

from docpipe.model import Document
from docpipe.roles.names import folded, parts

_HEAD = 1800  # characters; titles, headers and what a document says of itself stand there
_TAIL = 400


@dataclass(frozen=True, slots=True)
class View:
    """A document as a person sees it who opens it and does not read on.

    `name` is the file name without its suffix, `words` what it is made of; `folders` are folded, outermost first.
    `head` and `tail` are the first and last characters after the front matter, folded.
    """

    document: Document
    path: str
    name: str
    words: tuple[str, ...]
    folders: tuple[str, ...]
    head: str
    tail: str


def view(document: Document) -> View:
    """The view of a document."""
    folder, _, file = document.path.rpartition("/")
    name = file.rpartition(".")[0]
    text = document.source.text
    start = _body_start(document)
    return View(
        document=document,
        path=document.path,
        name=name,
        words=parts(name),
        folders=tuple(folded(folder).split("/")) if folder else (),
        head=folded(text[start : start + _HEAD]),
        tail=folded(text[max(start, len(text) - _TAIL) :]),
    )


def _body_start(document: Document) -> int:
    if document.front_matter is None:
        return 0
    position = 0
    for _ in range(document.front_matter.block.end_line):
        position = document.source.text.find("\n", position) + 1
        if not position:
            return len(document.source.text)
    return position
