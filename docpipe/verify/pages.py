"""Pages -> whether every line of them comes from somewhere: a copied block, or docpipe's own words, marked as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from docpipe.verify import own
from docpipe.verify.evidence import Evidence
from docpipe.verify.ledger import Place
from docpipe.verify.problem import Problem
from docpipe.verify.shown import END, OWN
from docpipe.verify.sources import Text

OWN_FOLDERS = ("docs/review/", "docs/archive/")
_TITLE = re.compile(r"""\s*\?\?\? note "[^"]*"\s*""")  # of a folded note


def check_lines(found: Evidence) -> Iterator[Problem]:
    """Every non-blank line of every page is front matter, docpipe's own, or in exactly one copied block."""
    names = own.names(found.sources)
    for path, page in found.pages.items():
        if page.document.source.encoding != "utf-8":
            yield Problem(path, "not written in UTF-8")
        if not path.startswith(OWN_FOLDERS):
            places = found.copied.get(path, ())
            wrong = own.checker(path, page, found.ledger, found.sources)
            yield from _check_page(path, page, _owners(page, places), names, wrong)


def _owners(page: Text, places: Iterable[Place]) -> list[int]:
    """How many copied blocks each line of the page lies in, by line number."""
    owners = [0] * (len(page.lines) + 1)
    for place in places:
        for line in range(place.start, min(place.end, len(page.lines)) + 1):
            owners[line] += 1
    return owners


def _check_page(
    path: str, page: Text, owners: list[int], names: frozenset[str], wrong: Callable[[int, str], str | None]
) -> Iterator[Problem]:
    """`wrong` tells what is wrong with a line of docpipe's own, where blocks are copied to the page too."""
    reader = any(owners)
    front = page.document.front_matter
    region = False
    for number, line in enumerate(page.lines, 1):
        stripped = line.strip()
        if not stripped or (front and number <= front.block.end_line):
            continue
        if owners[number]:
            if why := _in_copy(line, owners[number] + region, names):
                yield Problem(f"{path}:{number}", why)
        elif stripped in (OWN, END):
            if region == (stripped == OWN):
                yield Problem(f"{path}:{number}", "a region of docpipe's own within another, or one that never began")
            region = stripped == OWN
        elif region:
            if reader and not own.in_region(line):
                yield Problem(f"{path}:{number}", "in a region of docpipe's own, and no words of its")
        elif not (stripped.endswith(OWN) or _TITLE.fullmatch(line)):
            yield Problem(f"{path}:{number}", "comes from no source: invented")
        elif why := wrong(number, line):
            yield Problem(f"{path}:{number}", why)
    if region:
        yield Problem(path, "a region of docpipe's own is never closed")


def _in_copy(line: str, owners: int, names: frozenset[str]) -> str | None:
    """What is wrong with a line of copied blocks, of which there are `owners`, a region of docpipe's own being one."""
    if owners > 1:
        return "in two copied blocks, or in one and a region of docpipe's own"
    if "docpipe" in line and not own.marks(line, names):
        return "a mark that is none of docpipe's: struck or set without a conflict"
    return None
