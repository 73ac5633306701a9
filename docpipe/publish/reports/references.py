"""A scan -> `references.md`: what documents name and the repository does not have, by document."""

from __future__ import annotations

from itertools import groupby

from docpipe.model import Scan
from docpipe.publish.reports.markdown import OWN, code, plain


def render(scan: Scan) -> str:
    """`references.md` as text."""
    dead = scan.references
    documents = len({reference.path for reference in dead})
    lines = ["# Dead references", "", f"{len(dead)} references in {documents} documents name what does not exist."]
    for path, group in groupby(dead, key=lambda reference: reference.path):
        lines += [
            "",
            f"## {code(path)}",
            "",
            "| line | kind | names | instead | why |",
            "| ---: | --- | --- | --- | --- |",
        ]
        for found in group:
            instead = code(found.instead or found.suggestion) if found.suggestion else ""
            lines.append(f"| {found.line} | {found.kind} | {code(found.token)} | {instead} | {plain(found.reason)} |")
    return OWN + "\n".join(lines) + "\n"
