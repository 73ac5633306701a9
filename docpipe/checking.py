"""The whole run of the gate: what is found now, against a baseline or against another commit; and the baseline kept."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from docpipe import apply, config, gate
from docpipe.config import Config
from docpipe.errors import PathError
from docpipe.gate import Known
from docpipe.git import GitError, open_repository
from docpipe.model import Addition, Scan, Verdict
from docpipe.publish import output
from docpipe.store import program
from docpipe.store.cache import Cache

Told = Callable[[str], None]  # is told the stage that begins


def check(root: Path, baseline: Path, base: str | None, *, workers: int | None, told: Told) -> Verdict:
    """Hold what is found below `root` against the commit `base`, if one is named, else against the `baseline` file.

    Raises PathError where git does not know `base`, ConfigError where the baseline is broken.
    """
    settings = config.load(root)
    additions: tuple[Addition, ...] = ()
    against = base or (str(baseline) if baseline.exists() else None)
    if base:
        scanned, other = _both(root, base, settings, workers, told)
        known = gate.known(other.findings)
        additions = _additions(scanned, other)
    else:
        scanned, known = _scan(root, settings, workers, told), _read(baseline)
    found = scanned.findings
    new = gate.unknown(found, known)
    gone = sum((known - gate.known(found)).values())
    shown = gate.folded(new, scanned.matching.overlaps)
    return Verdict(shown, len(found) - len(new), gone, additions, against, against_commit=base is not None)


def accept(root: Path, baseline: Path, *, workers: int | None, told: Told) -> int:
    """Make everything that is found now the baseline; how many findings that are."""
    settings = config.load(root)
    found = _scan(root, settings, workers, told).findings
    output.replace(baseline, gate.render(gate.known(found)))
    return len(found)


def shrink(root: Path, baseline: Path, *, workers: int | None, told: Told) -> int:
    """Take out of the baseline what is found no more; how many fingerprints that are. Nothing is ever added."""
    settings = config.load(root)
    found = _scan(root, settings, workers, told).findings
    known = _read(baseline)
    left = gate.shrunk(known, gate.known(found))
    if left != known:
        output.replace(baseline, gate.render(left))
    return sum((known - left).values())


def _read(baseline: Path) -> Known:
    return gate.read(baseline.read_bytes()) if baseline.exists() else Counter()


def _scan(root: Path, settings: Config, workers: int | None, told: Told, cache: Cache | None = None) -> Scan:
    """The scan that a gate judges by: a cache that stands in the repository may have come with what is judged."""
    from docpipe import pipeline

    return pipeline.scan(root, settings, workers=workers, told=told, cache=cache)


def _both(root: Path, base: str, settings: Config, workers: int | None, told: Told) -> tuple[Scan, Scan]:
    """The scan of what is there and that of another commit, by the rules of today; what both hold is read once."""
    try:
        repository = open_repository(root.resolve())
        commit = repository.output("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    except GitError as error:
        raise PathError(
            f"git knows no commit {base!r} here: {error}", "fetch it (a shallow clone lacks it), or name another"
        ) from error
    with tempfile.TemporaryDirectory(prefix="docpipe-") as temporary:
        cache = Cache(Path(temporary), program.digest())
        scanned = _scan(root, settings, workers, told, cache)
        told(f"reading {base}")
        folder = apply.checkout(repository, commit.decode().strip(), Path(temporary) / "base")
        return scanned, _scan(folder, settings, workers, told, cache)


def _additions(scanned: Scan, other: Scan) -> tuple[Addition, ...]:
    """Where each new document belongs by the rules."""
    before = {document.path for document in other.corpus.documents}
    texts = {document.source.sha256 for document in other.corpus.documents}
    placed = {assignment.section: assignment for assignment in scanned.assignments}
    found = []
    for document in scanned.corpus.documents:
        first = placed.get(document.sections[0].id) if document.sections else None
        new = document.path not in before and document.source.sha256 not in texts
        if new and document.role == "living" and first and first.target:
            found.append(Addition(document.path, first.target, first.topic or "", first.reason))
    return tuple(found)
