"""Sources, ledger, pages and redirects on disk -> what does not hold. Trusts nothing of the run that wrote them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from docpipe.model import SourceFile
from docpipe.verify import copies, evidence, links, pages, redirects, sources
from docpipe.verify.evidence import Evidence
from docpipe.verify.problem import Problem, Proof

__all__ = ["Problem", "Proof", "verify"]


def verify(root: Path, documents: Iterable[SourceFile], out: Path) -> Proof:
    """Prove that `out` holds all that the source `documents` below `root` hold, and nothing invented.

    Raises OSError where there is no ledger to go by.
    """
    found, problems = evidence.read(root, documents, out)
    moves = links.Moves(found)
    problems += _check_files(found)
    problems += sources.check_tiling(found.sources, found.ledger.rows)
    problems += copies.check(found, moves)
    problems += pages.check_lines(found)
    problems += links.check_arrivals(found)
    problems += redirects.check(found, moves)
    return Proof(
        problems=tuple(sorted(set(problems))),
        documents=len(found.sources),
        blocks=len(found.ledger.rows),
        pages=len(found.pages),
        links=sum(len(section.links) for page in found.pages.values() for section in page.document.sections),
        written=tuple(sorted(found.ledger.written)),
    )


def _check_files(found: Evidence) -> Iterator[Problem]:
    """The files of the site are those that the ledger lists, byte for byte."""
    written = found.ledger.written
    for path in sorted(found.files.keys() | written.keys()):
        if path not in written:
            yield Problem(path, "not in the ledger: added since, or a ledger row is lost")
        elif path not in found.files:
            yield Problem(path, "missing: the ledger says that it was written")
        elif hashlib.sha256(found.files[path].read_bytes()).hexdigest() != written[path]:
            yield Problem(path, "not what was written: changed since")
