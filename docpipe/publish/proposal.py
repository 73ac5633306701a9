"""What a later run has for pages that people keep by now -> `reports/proposal.diff`, for `git apply`."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from docpipe.model import Plan, Scan
from docpipe.text.living import END, OWN

PATH = "reports/proposal.diff"


def render(plan: Plan, scan: Scan) -> bytes | None:
    """The diff, empty where nothing is new; None where no page of an earlier `--apply` stands.

    What is new on a page stands at its end, for people to move: nothing that they wrote is touched.
    """
    kept = {document.path for document in scan.corpus.documents if document.source.page}
    if not kept:
        return None
    found: list[str] = []
    for page in plan.pages:
        path = f"docs/{page.path}"
        if page.words and path in kept:
            now = (Path(scan.corpus.tree.root) / path).read_bytes().decode("utf-8", "surrogateescape")
            found += _diff(path, now, now.rstrip("\n") + "\n\n" + _without_head(page.body))
        elif page.words:
            found += _diff(path, "", page.body)
    return "".join(found).encode("utf-8", "surrogateescape")


def _without_head(body: str) -> str:
    """A page without the title and the overview that docpipe sets at its head."""
    rest = body
    while rest.startswith(OWN) and END in rest:
        rest = rest.partition(END)[2].lstrip("\n")
    return rest


def _diff(path: str, before: str, after: str) -> Iterator[str]:
    old = f"a/{path}" if before else "/dev/null"
    for line in unified_diff(_lines(before), _lines(after), old, f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])
