"""What the pages hold and what yielded -> one row for every block of every document, with its reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docpipe.consolidate.merging import Merging
from docpipe.consolidate.placement import Placement
from docpipe.consolidate.retiring import lies
from docpipe.consolidate.source import Key, Piece, Source
from docpipe.consolidate.writing import Written
from docpipe.model import Action, Block, Destination, LedgerRow, Policy

_ON_PAGES = ("kept", "merged", "noted")
_DROPPED = {
    "definition": "reference definition: its links name the target themselves",
    "break": "thematic break",
    "heading": "heading that vanished: nothing of its own is left below it",
}


@dataclass(frozen=True, slots=True)
class Fates:
    """All that decides what becomes of a block. `reasons` say, by section id, why it is where it is.

    `policies` say, by path, what is left of a document.
    """

    placement: Placement
    merging: Merging
    written: Written
    reasons: Mapping[str, str]
    dropped: Mapping[Key, str]
    policies: Mapping[str, Policy]


def rows(sources: Mapping[str, Source], fates: Fates) -> tuple[LedgerRow, ...]:
    """The ledger, in path and line order."""
    found: list[LedgerRow] = []
    for path in sorted(sources):
        found += _of_document(sources[path], fates)
    return tuple(found)


def _of_document(source: Source, fates: Fates) -> Iterator[LedgerRow]:
    document = source.document
    path = document.path
    whole = fates.placement.archived.get(path), fates.placement.staying.get(path)
    if document.front_matter and not any(whole):
        keys = {"front_matter": dict(document.front_matter.data)}
        because = "front matter: what it says is kept here"
        yield _row(source, document.front_matter.block, "dropped", (), because=because, extra=keys)
    elif document.front_matter:
        yield _of_whole(source, document.front_matter.block, fates)
    for section in document.sections:
        for block in section.blocks:
            if any(whole):
                yield _of_whole(source, block, fates)
            else:
                whole_piece = Piece(source, section, block)
                for piece in fates.merging.parts.get(whole_piece.key, (whole_piece,)):
                    yield _of_piece(piece, fates)


def _of_whole(source: Source, block: Block, fates: Fates) -> LedgerRow:
    path = source.path
    if path in fates.placement.archived:
        extra = {"damaged": True} if source.document.damaged else {}
        because = fates.placement.archived[path]
        there = (Destination(lies(path, fates.policies[path])),)
        return _row(source, block, "archived", there, because=because, extra=extra)
    return _row(source, block, "stays", (Destination(path),), because=fates.placement.staying[path])


def _of_piece(piece: Piece, fates: Fates) -> LedgerRow:
    source, block, key = piece.source, piece.block, piece.key
    yielded = fates.merging.yielded.get(key)
    if key in fates.written.at:
        action: Action = "noted" if fates.written.action[key] == "noted" else "kept"
        because = yielded.because if yielded else fates.reasons.get(piece.section.id, "")
        extra = {"shown_as_code": fates.written.verbatim[key]} if key in fates.written.verbatim else {}
        return _row(source, block, action, tuple(fates.written.at[key]), because=because, extra=extra)
    if yielded and yielded.action == "merged" and all(at in fates.written.at for at in yielded.at):
        places = tuple(place for at in yielded.at for place in fates.written.at[at])
        return _row(source, block, "merged", places, because=yielded.because)
    if piece.section.id not in fates.reasons:
        because = "no target is named for this section"
        return _row(source, block, "stays", (Destination(source.path),), because=because)
    reason = fates.dropped.get(key) or _DROPPED.get("heading" if piece.is_heading else block.kind)
    if reason is None and piece.has_words:
        raise AssertionError(f"{source.path}:{block.start_line}: a {block.kind} would be lost")
    because = reason or "holds no word"
    return _row(source, block, "dropped", (), because=because)


def _row(
    source: Source,
    block: Block,
    action: Action,
    destinations: tuple[Destination, ...],
    *,
    because: str,
    extra: Mapping[str, object] | None = None,
) -> LedgerRow:
    digest = f"sha256:{hashlib.sha256(source.text(block).encode('utf-8', 'surrogatepass')).hexdigest()}"
    shown = re.sub(r"\s+", " ", because)
    told = dict(extra or {})
    if action in _ON_PAGES and any(
        block.start_line <= secret.line <= block.end_line for secret in source.document.source.secrets
    ):
        told["masked"] = True
    return LedgerRow(
        source.path, block.start_line, block.end_line, block.kind, digest, action, destinations, shown, told
    )
