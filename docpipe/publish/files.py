"""A plan and its scan -> every file of the site with its content, and the ledger that names them all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docpipe.model import Fate, Page, Plan, Scan
from docpipe.places import LEDGER

if TYPE_CHECKING:
    from docpipe.publish.site import Chapter


def files(
    plan: Plan,
    scan: Scan,
    *,
    name: str | None = None,
    repo_url: str | None = None,
    url: str | None = None,
    beside: Collection[str] = (),
    stubs: Mapping[str, bytes] | None = None,
    fates: Sequence[Fate] = (),
) -> dict[str, bytes]:
    """Path below the output folder -> content, of everything that `consolidate` writes but the scan's reports.

    Reads the pictures that come along from the tree. `name`, `repo_url` and `url` are the configuration's. `beside` are
    files of the tree below `docs/` that will stand beside the site, and are no part of it; `stubs` are written among
    them. `fates` say what becomes of each document.
    """
    from docpipe.publish import ledger, pages, redirects, site  # all that renders pages: not for a run that writes none
    from docpipe.publish.pages.basis import Basis

    basis = Basis(plan, scan, tuple(fates), repo_url)
    around = pages.reader_pages(basis)
    others = pages.other_pages(basis)
    root = scan.corpus.tree.root
    found = {f"docs/{page.path}": page.body.encode() for page in (*plan.pages, *around, *others)}
    found |= {f"docs/{path}": content for path, content in redirects.render(plan.redirects).items()}
    found |= {asset.path: (Path(root) / asset.source).read_bytes() for asset in plan.assets}
    found |= {f"docs/{path}": content for path, content in site.assets().items()}
    chapters = [*site.chapters((*plan.pages, *around)), *_chapter("Review", others)]
    left_out = site.left_out(beside, found)
    found["mkdocs.yml"] = site.render(
        name or site.site_name(scan.corpus), chapters, repo_url=repo_url, url=url, left_out=left_out
    ).encode()
    found |= {path: text for path, text in (stubs or {}).items() if path not in found}
    found[LEDGER] = ledger.render(plan.ledger, found)
    return dict(sorted(found.items()))


def _chapter(title: str, others: list[Page]) -> list[Chapter]:
    from docpipe.publish.site import Chapter

    return [Chapter(title, None, tuple(Chapter(page.title, page.path) for page in others))] if others else []
