"""A scan -> `scan.json`, the contract with everything that reads docpipe's findings; `scan.schema.json` describes it.

One row a line, so that the difference of two reports reads as the difference of two scans.
"""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from docpipe import __version__
from docpipe.model import Corpus, Document, Ruling, Scan

SCHEMA_VERSION = 1


def render(scan: Scan) -> bytes:
    """`scan.json`: lists sorted by path, then line. As text, or as rows, it would be several times as large."""
    whole = bytearray(b"{\n")
    whole += f'"schema_version": {SCHEMA_VERSION},\n'.encode()
    whole += f'"tool": {_row({"name": "docpipe", "version": __version__})},\n'.encode()
    whole += f'"corpus": {_row(corpus_figures(scan.corpus))}'.encode()
    for name, rows in _lists(scan):
        whole += f',\n"{name}": ['.encode()
        before = "\n"
        for row in rows:
            whole += f"{before}{_row(row)}".encode()
            before = ",\n"
        whole += b"]" if before == "\n" else b"\n]"
    whole += b"\n}\n"
    return bytes(whole)


def corpus_figures(corpus: Corpus) -> dict[str, object]:
    """How large the corpus is, and what was left out of it."""
    sections = [section for document in corpus.documents for section in document.sections]
    return {
        "documents": len(corpus.documents),
        "sections": len(sections),
        "blocks": sum(len(section.blocks) for section in sections)
        + sum(document.front_matter is not None for document in corpus.documents),
        "words": sum(section.words for section in sections),
        "bytes": sum(document.source.size for document in corpus.documents),
        "skipped": list(_rows(corpus.skipped)),
        "notes": list(corpus.notes),
    }


def _lists(scan: Scan) -> Iterator[tuple[str, Iterable[dict[str, object]]]]:
    matching = scan.matching
    yield "documents", _documents(scan.corpus.documents)
    yield "sections", _sections(scan)
    matches = sorted(matching.matches, key=lambda match: (_place(match.left), _place(match.right)))
    clusters = sorted(matching.clusters, key=lambda cluster: _place(cluster.members[0]))
    repeats = sorted(matching.repeats, key=lambda repeat: _place(repeat.places[0]))
    families = sorted(matching.families, key=lambda family: _place(family.members[0]))
    yield "matches", _rows(matches)
    yield "clusters", _rows(clusters)
    yield "families", _rows(families)
    yield "rivals", _rows(matching.rivals)
    yield "overlaps", _rows(matching.overlaps)
    yield "repeats", _rows(repeats)
    yield "conflicts", _rows(scan.contradictions.conflicts)
    yield "references", _rows(scan.references)
    yield "orphans", _rows(scan.orphans)
    yield "services", _rows(scan.contradictions.services)
    yield "findings", _rows(scan.findings)
    yield "rulings", _rulings(scan.rulings)


def _documents(documents: tuple[Document, ...]) -> Iterator[dict[str, object]]:
    linked = inbound_links(documents)
    for document in documents:
        row: dict[str, object] = {
            "path": document.path,
            "title": document.title,
            "role": document.role,
            "role_reason": document.role_reason,
            "sha256": document.source.sha256,
            "words": sum(section.words for section in document.sections),
            "last_changed": document.source.last_changed,
            "inbound_links": linked[document.path],
        }
        if document.warnings:
            row["warnings"] = document.warnings
        if document.damaged:
            row["damaged"] = document.damaged
        yield row


def _sections(scan: Scan) -> Iterator[dict[str, object]]:
    placed = {assignment.section: assignment for assignment in scan.assignments}
    for document in scan.corpus.documents:
        for section in document.sections:
            assignment = placed[section.id]
            yield {
                "id": section.id,
                "path": section.path,
                "start_line": section.start_line,
                "end_line": section.end_line,
                "trail": section.trail,
                "words": section.words,
                "role": document.role,
                "target": assignment.target,
                "topic": assignment.topic,
                "target_reason": assignment.reason,
                "confidence": round(assignment.confidence, 3),
            }


def _rulings(rulings: tuple[Ruling, ...]) -> Iterator[dict[str, object]]:
    for ruling in rulings:
        told = _plain(ruling.decision)
        del told["seen"], told["line"]
        yield told | {"state": ruling.state, "findings": ruling.findings, "changed": ruling.changed}


def inbound_links(documents: tuple[Document, ...]) -> Counter[str]:
    """How many other documents link to each, by relative target."""
    known = {document.path for document in documents}
    counts: Counter[str] = Counter()
    for document in documents:
        folder = posixpath.dirname(document.path)
        targets = {
            posixpath.normpath(posixpath.join(folder, link.target.partition("#")[0]))
            for section in document.sections
            for link in section.links
        }
        counts.update(target for target in targets if target in known and target != document.path)
    return counts


def _rows(values: Iterable[object]) -> Iterator[dict[str, object]]:
    """Dataclasses as rows, scores to three places."""
    return map(_plain, values)


def _plain(value: Any) -> dict[str, object]:
    row = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: round(each, 3) if isinstance(each, float) else each for name, each in row.items()}


def _place(section: str) -> tuple[str, int]:
    path, _, line = section.rpartition("#")
    return path, int(line)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": "), default=_plain)  # nested ones are rows, too


def _row(row: object) -> str:
    return _ENCODER.encode(row)
