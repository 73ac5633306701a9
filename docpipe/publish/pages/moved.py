"""Redirects and rows -> `moved.md`: what was where, for readers who know the old files."""

from __future__ import annotations

import posixpath
from itertools import groupby

from docpipe.model import Page, Redirect
from docpipe.publish.pages import own
from docpipe.publish.pages.basis import Basis

PATH = "moved.md"


def page(basis: Basis) -> Page | None:
    """Every old document with its new place, by folder; None where nothing moved."""
    if not basis.plan.redirects:
        return None
    titles = {page.path: page.title for page in basis.plan.pages}
    lines = ["What stood in these files stands on these pages now. Old addresses of the site lead here by themselves."]
    for folder, redirects in groupby(basis.plan.redirects, key=lambda redirect: posixpath.dirname(redirect.source)):
        lines += ["", f"## {own.escape(folder or 'Root')}", ""]
        lines += own.table(("Was", "Is now in"), [_row(redirect, titles) for redirect in redirects])
    return own.page(PATH, "Where things went", lines)


def _row(redirect: Redirect, titles: dict[str, str]) -> tuple[str, str]:
    first = redirect.moved[0]
    pages = {moved.page: moved for moved in reversed(redirect.moved)} | {first.page: first}
    ordered = [first, *(pages[path] for path in sorted(pages) if path != first.page)]
    links = [own.link(PATH, titles[moved.page], moved.page, moved.new_anchor) for moved in ordered]
    return own.code(posixpath.basename(redirect.source)), ", ".join(links)
