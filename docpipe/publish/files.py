"""A plan and its scan -> every file of the site with its content, and the ledger that names them all."""

from __future__ import annotations

from pathlib import Path

from docpipe.model import Page, Plan, Scan
from docpipe.publish import ledger, pages, redirects, site
from docpipe.publish.site import Chapter


def files(plan: Plan, scan: Scan, *, name: str | None = None, repo_url: str | None = None) -> dict[str, bytes]:
    """Path below the output folder -> content, of everything that `consolidate` writes but the scan's reports.

    Reads the pictures that come along from the tree. `name` and `repo_url` are the configuration's.
    """
    around = pages.reader_pages(plan, scan)
    others = pages.other_pages(plan, scan)
    root = scan.corpus.tree.root
    found = {f"docs/{page.path}": page.body.encode() for page in (*plan.pages, *around, *others)}
    found |= {f"docs/{path}": content for path, content in redirects.render(plan.redirects).items()}
    found |= {asset.path: (Path(root) / asset.source).read_bytes() for asset in plan.assets}
    found[f"docs/{site.STYLE}"] = site.STYLE_SHEET.encode()
    chapters = [*site.chapters((*plan.pages, *around)), *_chapter("Review", others)]
    found["mkdocs.yml"] = site.render(name or site.site_name(root), repo_url, chapters).encode()
    found[ledger.PATH] = ledger.render(plan.ledger, found)
    return dict(sorted(found.items()))


def _chapter(title: str, others: list[Page]) -> list[Chapter]:
    return [Chapter(title, None, tuple(Chapter(page.title, page.path) for page in others))] if others else []
