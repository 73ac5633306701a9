"""A scan -> `references.md`: what documents name and the repository does not have, by document, records last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docpipe.model import Reference, Scan
from docpipe.publish.reports.markdown import OWN, code, plain


def render(scan: Scan) -> str:
    """`references.md` as text."""
    records = {document.path for document in scan.corpus.documents if document.role == "record"}
    living = [found for found in scan.references if found.path not in records]
    others = [found for found in scan.references if found.path in records]
    documents = len({found.path for found in scan.references})
    count = f"{len(scan.references)} references in {documents} documents name what does not exist."
    lines = ["# Dead references", "", count]
    lines += _by_document(living)
    if others:
        lines += [
            "",
            "# In records",
            "",
            f"{len(others)} of them stand in what is kept as it was: to mend if it is read.",
        ]
        lines += _by_document(others)
    return OWN + "\n".join(lines) + "\n"


def _by_document(dead: Sequence[Reference]) -> Iterator[str]:
    for path, group in groupby(dead, key=lambda found: found.path):
        yield from ("", f"## {code(path)}", "")
        yield from ("| line | kind | names | instead | why |", "| ---: | --- | --- | --- | --- |")
        for found in group:
            instead = code(found.instead or found.suggestion) if found.suggestion else ""
            yield f"| {found.line} | {found.kind} | {code(found.token)} | {instead} | {plain(found.reason)} |"
