"""What is worked out of one file -> a row of bytes, and back, if it can be true.

A row goes from process to process, which takes half the time of pickling, and is kept from run to run. A kept row may
have come with a hostile repository: it is read as plain data of the expected shape, and held against its document.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from docpipe import match, parse
from docpipe.model import Document, Fact, SourceFile

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Item = TypeVar("Item")
Result = TypeVar("Result")
Read = tuple[parse.Parsed, tuple[match.Said, ...]]  # what a text holds, and what each part of it says


class Rows(Generic[Item, Result]):
    """One kind of work on single files: what is done, to what, and how its result is written down."""

    def __init__(
        self,
        kind: str,
        work: Callable[[Item], Result],
        key: Callable[[Item], str],
        shape: Any,
        fits: Callable[[Result, Item], bool],
        *,
        exact: bool = True,
    ) -> None:
        """`key` names all that a result depends on, `shape` is its type, `fits` says whether it can be of the item.

        `exact`: what is read back is always what was written, so who worked it out need not read it.
        """
        self.kind = kind
        self.work = work
        self.key = key
        self._shape = shape
        self._fits = fits
        self.exact = exact

    def prepare(self) -> None:
        """What writing and reading need, before processes part that would each make it."""
        _ = self._adapter

    def row(self, item: Item) -> bytes | None:
        """The result of an item, worked out and written; None where it cannot be written."""
        return self.written(self.work(item))

    def written(self, result: Result) -> bytes | None:
        """A result as a row; None where it cannot be written."""
        try:
            return self._adapter.dump_json(result)
        except (ValueError, RecursionError):
            return None

    def result(self, row: bytes, item: Item) -> Result | None:
        """What a row says of an item; None where it is broken, or cannot be true."""
        try:
            result: Result = self._adapter.validate_json(row, strict=True)
        except (ValueError, RecursionError):
            return None
        return result if self._fits(result, item) else None

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        from pydantic import TypeAdapter

        return TypeAdapter(self._shape)


def _read(source: SourceFile) -> Read:
    parsed = parse.parse_text(source.text, jsx=parse.is_mdx(source))
    return parsed, match.said(parse.with_source(parsed, source))


def _read_fits(read: Read, source: SourceFile) -> bool:
    parsed, said = read
    return _parsed_fits(parsed, source) and len(said) == len(parsed.parts) and all(map(_said_fits, said))


def _parsed_fits(parsed: parse.Parsed, source: SourceFile) -> bool:
    """Blocks follow each other within the text, sections are made of them, and links lie in it."""
    front = [parsed.front_matter.block] if parsed.front_matter else []
    blocks = [*front, *(block for part in parsed.parts for block in part.blocks)]
    last, size = source.text.count("\n") + 1, len(source.text)
    ordered = all(a.end_line < b.start_line for a, b in pairwise(blocks))
    within = not blocks or (blocks[0].start_line >= 1 and blocks[-1].end_line <= last)
    spans = all(block.start_line <= block.end_line for block in blocks) and all(part.blocks for part in parsed.parts)
    links = (link for part in parsed.parts for link in part.links)
    return ordered and within and spans and all(0 <= x.start <= x.end <= size and 1 <= x.line <= last for x in links)


def _said_fits(said: match.Said) -> bool:
    """One kind and one line a statement; blocks hold statements that are there."""
    return len(said.statements) == len(said.kinds) == len(said.lines) and all(
        0 <= begin <= end <= len(said.statements) for begin, end in said.blocks
    )


def _facts(document: Document) -> tuple[Fact, ...]:
    from docpipe import facts  # some fifty kinds: not before documents are parsed

    return facts.extract(document)


def _facts_fit(found: tuple[Fact, ...], document: Document) -> bool:
    """They stand in the document."""
    last = document.source.text.count("\n") + 1
    return all(fact.path == document.path and 1 <= fact.line <= last for fact in found)


def text_key(source: SourceFile) -> str:
    """All that matters to what is read of a file: equal files of any path share it."""
    return f"{source.sha256} {parse.is_mdx(source)}"


def _document_key(document: Document) -> str:
    """All of a document: its facts know its path, and may ask for its role or date."""
    source = document.source
    return f"{text_key(source)} {document.role} {document.damaged} {source.last_changed} {source.path}"


READ = Rows("read", _read, text_key, Read, _read_fits, exact=False)
FACTS = Rows("facts", _facts, _document_key, tuple[Fact, ...], _facts_fit)
