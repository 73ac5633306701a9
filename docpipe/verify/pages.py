"""Pages -> whether every line of them comes from somewhere: a copied block, or docpipe's own words, marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docpipe.verify.ledger import Place
from docpipe.verify.problem import Problem
from docpipe.verify.shown import END, OWN
from docpipe.verify.sources import Text

OWN_FOLDERS = ("docs/review/", "docs/archive/")
# Title lines of folded notes and of tabs.
_TITLE = re.compile(r"""\s*(?:\?\?\?\+? note|===\+?!?) +"[^"]*"\s*""")


def check_lines(pages: Mapping[str, Text], copies: Mapping[str, tuple[Place, ...]]) -> Iterator[Problem]:
    """Every non-blank line of every page is front matter, docpipe's own, or in exactly one copied block."""
    for path, page in pages.items():
        if not path.startswith(OWN_FOLDERS):
            yield from _check_page(path, page, _owners(page, copies.get(path, ())))


def _owners(page: Text, places: Iterable[Place]) -> list[int]:
    """How many copied blocks each line of the page lies in, by line number."""
    owners = [0] * (len(page.lines) + 1)
    for place in places:
        for line in range(place.start, min(place.end, len(page.lines)) + 1):
            owners[line] += 1
    return owners


def _check_page(path: str, page: Text, owners: list[int]) -> Iterator[Problem]:
    front = page.document.front_matter
    own = False
    for number, line in enumerate(page.lines, 1):
        stripped = line.strip()
        if not stripped or (front and number <= front.block.end_line):
            continue
        if owners[number]:
            if own or owners[number] > 1:
                yield Problem(f"{path}:{number}", "in two copied blocks, or in one and a region of docpipe's own")
        elif stripped in (OWN, END):
            own = stripped == OWN
        elif not (own or stripped.endswith(OWN) or _TITLE.fullmatch(line)):
            yield Problem(f"{path}:{number}", "comes from no source: invented")
    if own:
        yield Problem(path, "a region of docpipe's own is never closed")
