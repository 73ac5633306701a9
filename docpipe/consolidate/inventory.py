"""A plan -> what becomes of every source document as a whole, in which phase, and what is left at its old path."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from docpipe.config import Config
from docpipe.consolidate.placement import is_sign
from docpipe.consolidate.retiring import policies
from docpipe.model import Document, Fate, LedgerRow, Phase, Plan, Redirect, Scan

_ON_PAGES = ("kept", "merged", "noted")


def inventory(plan: Plan, scan: Scan, config: Config) -> tuple[Fate, ...]:
    """One row a document, in path order."""
    rows: defaultdict[str, list[LedgerRow]] = defaultdict(list)
    for row in plan.ledger:
        rows[row.path].append(row)
    places = {redirect.source: redirect for redirect in plan.redirects}
    left = policies(scan, config)
    copies = _copies(scan.corpus.documents, places)
    root = os.fsencode(scan.corpus.tree.root)
    found = []
    for document in scan.corpus.documents:
        path = document.path
        phase = _phase(document, rows[path], copies)
        stays = phase is None or (phase != "records" and is_sign(path))
        pages = _pages(places.get(path), rows[path])
        found.append(
            Fate(
                path=path,
                name=os.path.relpath(os.fsencode(document.source.location), root).replace(os.fsencode(os.sep), b"/"),
                role=document.role,
                words=sum(section.words for section in document.sections),
                phase=phase,
                policy="keep" if stays else left[path],
                pages=pages,
                anchor=places[path].moved[0].new_anchor if path in places else "",
                because=_because(rows[path]),
            )
        )
    return tuple(found)


def _phase(document: Document, rows: Sequence[LedgerRow], copies: frozenset[str]) -> Phase | None:
    """The safest phase in which a document can go; None where no page and no archive gets it."""
    actions = {row.action for row in rows}
    if "archived" in actions:
        return "records"
    if not actions.intersection(_ON_PAGES) or "stays" in actions:
        return None
    if document.source.sha256 in copies:
        return "copies"
    return "documents" if actions <= {"kept", "dropped"} else "merges"


def _copies(documents: Sequence[Document], placed: Mapping[str, Redirect]) -> frozenset[str]:
    """The digests that several documents on pages have."""
    counts = Counter(document.source.sha256 for document in documents if document.path in placed)
    return frozenset(digest for digest, count in counts.items() if count > 1)


def _pages(place: Redirect | None, rows: Sequence[LedgerRow]) -> tuple[str, ...]:
    """The files of the site that hold its text."""
    first = [f"docs/{place.moved[0].page}"] if place else []
    others = [at.path for row in rows if row.action in _ON_PAGES for at in row.destinations]
    return tuple(dict.fromkeys([*first, *others]))


def _because(rows: Sequence[LedgerRow]) -> str:
    """The reason that most of its blocks with content have."""
    told = Counter(row.because for row in rows if row.action != "dropped") or Counter(row.because for row in rows)
    return min(told, key=lambda reason: (-told[reason], reason)) if told else "holds nothing"
