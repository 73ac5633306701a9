"""Docpipe's own words on a page -> whether they are of the few forms that it has: else a mark would hide a sentence."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from urllib.parse import unquote

from docpipe.verify.ledger import Ledger
from docpipe.verify.shown import OWN, PICTURE
from docpipe.verify.sources import Text

_NOTE = re.compile(r'\?\?\? note "([^"]*)"')
_FROM = re.compile(r"<small>From (?:`([^`]+)`|\[`([^`]+)`\]\((https?://[^()\s]*+)\))</small>")
_ESCAPED = re.compile(r"\\(.)")
_LINK = r"\[(?:[^\[\]\\]|\\.)*+\]\([^()\s]*+\)"
_CONFLICT = r"\[(?:[^\[\]\\]|\\.)*+\]\((?:\.\./)*+review/conflicts\.md#k-[0-9a-f]++\)"
_STUB = re.compile(rf"Moved to {_LINK}\.")  # what is left at the old path of a document
_VALUE = r"(?:[^<>\\]|\\.)*+"
_LINES = re.compile(
    rf"<!-- -->|<small>See also: {_LINK}(?:, {_LINK})*+</small>"
    r"|<small>(?:A formula|MDX|HTML(?: that a page does not show)?|Nested too deep for a page|Unknown markup)"
    r", as it stands in the source:</small>"
    rf"|⚠ <small>Documents disagree: {_CONFLICT}(?: \(elsewhere {_VALUE})?</small>"
    rf"|⚠ <small>{_CONFLICT} is {_VALUE}</small>"
)
_REGION = re.compile(
    rf"#{{1,6}} .+|\| Service \| Status \| Ports \| Health \| Gaps \||(?:\| --- )++\|"
    rf"|\|(?:(?:[^|\\]|\\.)*+\|){{5}}|- {_LINK}(?::.*)?"
    rf"|Open conflicts: {_CONFLICT}(?:, {_CONFLICT})*+(?:,? and [\d,]+ more)?\."
    r"|<small>Review: no open conflict, no doubtful place\.</small>"
    r"|\[Perhaps in the wrong place\]\([^()\s]*+\): `[^`]++`(?:, `[^`]++`)*+(?:,? and [\d,]+ more)?\."
)
_MARK = re.compile(r'<del class="docpipe">[^<>]+</del><ins class="docpipe"> ' + _CONFLICT + "</ins>")
_QUALIFIED = re.compile(r'<ins class="docpipe">([^<>]*)</ins>')
_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"""<(?:del|ins)\s[^<>]*\bdocpipe\b""")


def checker(path: str, page: Text, ledger: Ledger, sources: Mapping[str, Text]) -> Callable[[int, str], str | None]:
    """What is wrong with the line `number` of a page, which lies in no copied block; None where it may stand there."""
    following = _following(path, page, ledger)

    def wrong(number: int, line: str) -> str | None:
        written = line.strip().removesuffix(OWN).rstrip()
        source = following[number]
        if told := _FROM.fullmatch(written):
            named, there = told[1] or told[2], unquote(told[3] or f"/{source}")
            true = named == _as_code(source) and there.endswith(f"/{source}")
            return None if true else f"{named} is not where this comes from"
        if note := _NOTE.fullmatch(written):
            title = html.unescape(_ESCAPED.sub(r"\1", note[1]))
            return None if title in _titles(sources.get(source)) else "a note of another title than its source's"
        stub = path in sources and _STUB.fullmatch(written)
        return None if stub or _LINES.fullmatch(written) else "no words of docpipe's, though it says so"

    return wrong


def in_region(line: str) -> bool:
    """Whether a line of a region on a page of copied blocks is of a form that docpipe writes there."""
    return _REGION.fullmatch(line.strip()) is not None


def marks(line: str, names: Collection[str]) -> bool:
    """Whether every mark within a copied line is whole: a value struck, and the settled one with its conflict.

    What a heading gets to tell it apart is of `names` and numbers.
    """
    rest = _MARK.sub("", line.replace(PICTURE, ""))
    if line.lstrip().startswith(("#", "**")):
        rest = _QUALIFIED.sub(lambda mark: "" if names_only(mark[1], names) else mark[0], rest)
    return _TAG.search(rest) is None


def names_only(text: str, names: Collection[str]) -> bool:
    """Whether a text has no word besides `names` and numbers."""
    return all(word in names or word.isdigit() for word in _WORD.findall(text.casefold()))


def names(sources: Mapping[str, Text]) -> frozenset[str]:
    """The words of the sources' paths, titles and headings."""
    found: set[str] = set()
    for path, text in sources.items():
        headings = [section.heading.text for section in text.document.sections if section.heading]
        for told in (path, text.document.title, *headings):
            found.update(_WORD.findall(told.casefold()))
    return frozenset(found)


def _as_code(path: str) -> str:
    return " ".join(path.split()).replace("|", "¦").replace("`", "'")


def _following(path: str, page: Text, ledger: Ledger) -> Sequence[str]:
    """For each line of a page the source of the next copied block."""
    starts = {
        place.start: row.source.path
        for row in ledger.rows
        if row.action in ("kept", "noted")
        for place in row.destinations
        if place.path == path
    }
    found = [""] * (len(page.lines) + 2)
    for number in range(len(page.lines), 0, -1):
        found[number] = starts.get(number, found[number + 1])
    return found


def _titles(source: Text | None) -> Iterator[str]:
    """What a note with words of that source may be called."""
    if source is not None:
        document = source.document
        headings = [section.heading.text for section in document.sections if section.heading]
        titles = [f"{document.title} ({source.path})", f"Also in {source.path}"]
        for title in (*titles, *(f"Also in {source.path}: {heading}" for heading in headings)):
            yield " ".join(title.replace('"', "'").split())
