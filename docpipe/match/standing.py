"""Documents, their links and their settled conflicts -> what speaks for a section besides its own text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from docpipe.model import Conflict, Document
from docpipe.text.outgoing import Leads


@dataclass(frozen=True, slots=True)
class Standing:
    """What links, dates and witnesses say.

    By section: `links`, the documents it leads to; `link_counts`, how many links of any kind it has; `upheld`, a
    witness that says what it says; `refuted`, one that contradicts it. By path: `leads`, the documents it leads to;
    `parts`, those anchors of them; `inbound`, how many lead to it; `changed`, its date; `frozen`, the copies that stand
    as they are.
    """

    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    link_counts: Mapping[str, int] = field(default_factory=dict)
    leads: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parts: Mapping[str, Set[tuple[str, str]]] = field(default_factory=dict)
    inbound: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    upheld: Mapping[str, str] = field(default_factory=dict)
    refuted: Mapping[str, str] = field(default_factory=dict)
    frozen: frozenset[str] = frozenset()


def standing(documents: Iterable[Document], led: Leads, conflicts: Iterable[Conflict]) -> Standing:
    """What is known of all sections; `led` says where documents lead to."""
    documents = tuple(documents)
    links: dict[str, set[str]] = {}
    parts: dict[str, set[tuple[str, str]]] = {}
    for source, ways in led.items():
        for section, path, anchor in ways:
            links.setdefault(section, set()).add(path)
            if anchor:
                parts.setdefault(source, set()).add((path, anchor))
    leads = {source: frozenset(path for _, path, _ in ways) for source, ways in led.items()}
    upheld, refuted = _witnessed({document.path: document for document in documents}, conflicts)
    return Standing(
        links={section: frozenset(paths) for section, paths in links.items()},
        link_counts={section.id: len(section.links) for document in documents for section in document.sections},
        leads=leads,
        parts=parts,
        inbound=Counter(path for paths in leads.values() for path in paths),
        changed={document.path: document.source.last_changed or "" for document in documents},
        upheld=upheld,
        refuted=refuted,
        frozen=frozenset(d.path for d in documents if d.role == "copy" and d.copy_kind != "backup"),
    )


def _witnessed(
    documents: Mapping[str, Document], conflicts: Iterable[Conflict]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    upheld: dict[str, str] = {}
    refuted: dict[str, str] = {}
    for conflict in conflicts:
        if conflict.status != "settled" or not conflict.evidence:
            continue
        for claim in conflict.claims:
            if document := documents.get(claim.path):
                lines = [section.start_line for section in document.sections]
                section = document.sections[max(bisect_right(lines, claim.line) - 1, 0)].id
                (refuted if claim.wrong else upheld)[section] = conflict.evidence[0].path
    return upheld, refuted
