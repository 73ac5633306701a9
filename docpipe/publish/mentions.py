"""Where the repository names documents that leave their place -> `reports/mentions.md`, for whoever mends them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from docpipe.model import Mention, Redirect
from docpipe.publish.reports.markdown import OWN, code

PATH = "reports/mentions.md"


def render(mentions: Sequence[Mention], redirects: Sequence[Redirect]) -> bytes:
    """The report; `redirects` say where each document stands now. A record that is archived has none."""
    now = {redirect.source: redirect.moved[0] for redirect in redirects}
    files = len({mention.path for mention in mentions})
    lines = [
        "# References to documents that move",
        "",
        f"{len(mentions)} references, in {files} files that stay, name documents that "
        "`docpipe consolidate --apply` retires.",
        "None of them is changed; what is left at the old paths is set by `retire` in `docpipe.toml`.",
    ]
    for path, group in groupby(mentions, key=lambda mention: mention.path):
        lines += ["", f"## {code(path)}", "", "| line | names | which is now in |", "| ---: | --- | --- |"]
        for mention in group:
            place = now.get(mention.document)
            there = f"docs/{place.page}{'#' + place.new_anchor if place.new_anchor else ''}" if place else "the archive"
            lines.append(f"| {mention.line} | {code(mention.token)} | {code(there) if place else there} |")
    return (OWN + "\n".join(lines) + "\n").encode()
