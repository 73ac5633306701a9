"""Small scans made by hand: real parsing, given assignments and clusters; and the pages of a plan by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from docpipe.config import Config
from docpipe.consolidate import plan
from docpipe.model import (
    Assignment,
    Cluster,
    Conflict,
    Contradictions,
    Corpus,
    Document,
    LedgerRow,
    Match,
    Matching,
    Plan,
    Rivals,
    Scan,
    SourceFile,
    Tree,
)
from docpipe.parse import parse


def scan_of(
    files: Mapping[str, str],
    *,
    clusters: Sequence[Cluster] = (),
    rivals: Sequence[Rivals] = (),
    conflicts: Sequence[Conflict] = (),
    roles: Mapping[str, str] | None = None,
    targets: Mapping[str, tuple[str, str]] | None = None,
    others: Sequence[str] = (),
    backups: Mapping[str, str] | None = None,
) -> Scan:
    """A scan of `files`. `targets` gives target and topic by path or section id; without, core and overview."""
    given = targets or {}
    documents = tuple(
        _document(path, text, (roles or {}).get(path, "living"), (backups or {}).get(path))
        for path, text in sorted(files.items())
    )
    assignments = tuple(
        Assignment(
            section.id, *given.get(section.id, given.get(document.path, ("core", "overview"))), "r", 1.0, "given"
        )
        for document in documents
        for section in document.sections
    )
    paths = sorted([*files, *others])
    folders = sorted({path.rsplit("/", 1)[0] for path in paths if "/" in path})
    tree = Tree("/nowhere/estate", tuple(paths), tuple(folders))
    corpus = Corpus(tree, documents, ())
    matching = Matching(_matches(clusters), tuple(clusters), rivals=tuple(rivals))
    return Scan(corpus, matching, Contradictions(tuple(conflicts)), (), assignments)


def _matches(clusters: Sequence[Cluster]) -> tuple[Match, ...]:
    """As `match` tells them: every member of a cluster matches its canonical."""
    return tuple(
        Match(cluster.canonical, member, cluster.relation, cluster.score, "given", "given")
        for cluster in clusters
        for member in cluster.members
        if member != cluster.canonical
    )


def _document(path: str, text: str, role: str, original: str | None) -> Document:
    parsed = parse(SourceFile(path, path, text, "", len(text)))
    if original:
        return replace(parsed, role="copy", role_reason="given", copy_kind="backup", copy_of=original)
    return replace(parsed, role=role, role_reason="given")  # type: ignore[arg-type]


def planned(scan: Scan) -> Plan:
    return plan(scan, Config())


def page(made: Plan, path: str) -> str:
    """The text of one page, own lines and marks left out, blank lines folded."""
    body = next(page.body for page in made.pages if page.path == path)
    shown, own = [], False
    for line in body.split("\n"):
        bare = line.strip()
        if bare in ("<!-- docpipe:own -->", "<!-- docpipe:end -->"):
            own = bare == "<!-- docpipe:own -->"
        elif not own and not bare.endswith("<!-- docpipe:own -->") and (bare or (shown and shown[-1])):
            shown.append(line)
    return "\n".join(shown).strip() + "\n"


def row(made: Plan, path: str, line: int) -> LedgerRow:
    """The row of the block that begins there."""
    return next(row for row in made.ledger if (row.path, row.start_line) == (path, line))
