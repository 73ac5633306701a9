"""Each ledger row against the page it names: a copy shows what its source shows, a merged block lost no word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docpipe.verify import markup
from docpipe.verify.evidence import Evidence
from docpipe.verify.ledger import Place, Row
from docpipe.verify.links import Moves
from docpipe.verify.problem import Problem
from docpipe.verify.shown import (
    OWN,
    VERBATIM,
    fence_words,
    fenced,
    footnotes,
    is_empty,
    shown,
    unmarked,
    verbatim,
    words,
)
from docpipe.verify.sources import Text

_CODE = 4  # columns: what stands that much further in is code, but for what is in a note
CONTENTLESS = frozenset({"front_matter", "break", "heading", "definition"})


def check(found: Evidence, moves: Moves) -> Iterator[Problem]:
    """What does not hold of any row."""
    labels: dict[tuple[str, str, str], str] = {}  # page, source, label of a footnote -> its label there
    for row in found.ledger.rows:
        text = found.sources.get(row.source.path)
        if text:
            place = f"{row.source.path}:{row.source.start}"
            yield from (Problem(place, what) for what in _check_row(row, text, found, moves))
            if row.action in ("kept", "noted") and row.kind not in (*VERBATIM, "fence"):
                yield from (Problem(place, what) for what in _check_labels(row, text, found, labels))


def _check_labels(row: Row, text: Text, found: Evidence, labels: dict[tuple[str, str, str], str]) -> Iterator[str]:
    """Footnotes are numbered by source: one label there is one label on a page, for the note and all that name it."""
    before = footnotes(text.between(row.source.start, row.source.end))
    for place in row.destinations if before else ():
        page = found.pages.get(place.path)
        after = footnotes(page.between(place.start, place.end)) if page else []
        for old, new in zip(before, after, strict=False):
            known = labels.setdefault((place.path, row.source.path, old), new)
            if new not in (old, known) or not (new == old or new.partition("-")[2] == old):
                yield f"the footnote [^{old}] is [^{new}] at {place.path}:{place.start}"


def _check_row(row: Row, text: Text, found: Evidence, moves: Moves) -> Iterator[str]:
    lines = text.between(row.source.start, row.source.end)
    on_page = row.action in ("kept", "merged", "noted")
    secret = any(row.source.start <= one.line <= row.source.end for one in text.document.source.secrets)
    if row.masked != (secret and on_page):
        yield "masked in one of ledger and source and not in the other"
    if row.action in ("archived", "stays"):
        # The source still lies where it lay; the destination is where it will lie.
        wrong = [place.path for place in row.destinations if not f"/{place.path}".endswith(f"/{row.source.path}")]
        if wrong:
            yield f"{row.action} at {wrong[0]}, which is another file"
    elif row.action == "dropped":
        if row.kind not in CONTENTLESS and not is_empty(row.kind, lines):
            yield f"a {row.kind} was dropped: it has content"
    elif not row.destinations:
        yield f"{row.action}, but the row names no destination"
    elif misplaced := next(filter(None, (_misplaced(place, found.pages) for place in row.destinations)), None):
        yield misplaced
    elif row.action == "merged":
        yield from _check_merged(row, lines, text, found)
    else:
        yield from _check_copied(row, lines, text, found, moves)


def _is_code(page: Text, start: int) -> bool:
    """Whether the line stands further in than what it belongs to: the page, or the folded note that it is in."""
    here = _indent(page.lines[start - 1])
    if here < _CODE:
        return False
    outside = (line for line in reversed(page.lines[: start - 1]) if line.strip() and _indent(line) <= here - _CODE)
    above = next(outside, "")
    return not above.lstrip().startswith("??? note") or here >= _indent(above) + 2 * _CODE


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _misplaced(destination: Place, pages: Mapping[str, Text]) -> str | None:
    page = pages.get(destination.path)
    if page is None:
        return f"destination {destination.path} is no page"
    if not 1 <= destination.start <= destination.end <= len(page.lines):
        return f"destination {destination.path} has no lines {destination.start}-{destination.end}"
    return None


def _check_merged(row: Row, lines: Sequence[str], text: Text, found: Evidence) -> Iterator[str]:
    there: set[str] = set()
    for place in row.destinations:
        page = found.pages[place.path]
        there |= words(row.kind, page.between(place.start, place.end), page.document.definitions)
        holders = found.copied.get(place.path, ())
        if not any(holder.start <= place.start and place.end <= holder.end for holder in holders):
            yield f"merged into {place.path}:{place.start}, where no copied block stands"
    lost = sorted(words(row.kind, lines, text.document.definitions) - there)
    if lost:
        yield f"merged, but these are lost: {', '.join(lost[:5])}"


def _check_copied(row: Row, lines: Sequence[str], text: Text, found: Evidence, moves: Moves) -> Iterator[str]:
    if len(row.destinations) != 1:
        yield f"{row.action} stands at exactly one place; the row names {len(row.destinations)}"
        return
    place = row.destinations[0]
    page = found.pages[place.path]
    standing = page.between(place.start, place.end)
    if not (standing[0].strip() and standing[-1].strip()):
        yield f"{place.path}:{place.start}-{place.end} begins or ends between blocks"
    if row.kind == "paragraph" and _is_code(page, place.start):
        yield f"stands at {place.path}:{place.start} as code"
    exactly = row.kind in VERBATIM or row.kind == "fence"  # a line in it may look like docpipe's own and is not
    copied = [unmarked(line) for line in standing if exactly or not line.rstrip().endswith(OWN)]
    differs = f"not what stands at {place.path}:{place.start}"
    if exactly:
        exact = fenced if row.kind == "fence" else verbatim
        as_html = row.kind == "html" and markup.shown("\n".join(lines)) == markup.shown("\n".join(copied))
        if exact(lines) != exact(copied) and not as_html:
            yield differs
        lost = sorted(fence_words(lines) - fence_words(copied)) if row.kind == "fence" else []
        if lost:
            yield f"at {place.path}:{place.start} the fence lost {', '.join(lost)}"
    else:
        before, after = (
            shown(row.kind, lines, text.document.definitions),
            shown(row.kind, copied, page.document.definitions),
        )
        if before.text != after.text:
            yield differs
        elif wrong := moves.check(row.source, before, after, place.path):
            yield f"at {place.path}:{place.start} {wrong}"
