"""Fates -> the inventory: every source file, what it is, what becomes of it, and where its text is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docpipe.model import Fate, Page
from docpipe.publish.pages import archive, listing, own, pictures
from docpipe.publish.pages.basis import Basis, built
from docpipe.publish.pages.listing import Row, code, date, link
from docpipe.publish.pages.markup import Html
from docpipe.text.count import count_words

PATH = "review/inventory.md"
_HEAD = ("File", "Role", "Words", "Last change", "Fate", "Now in", "Why")
# By the phase of `--apply` in which it goes; None: it does not.
FATES = {
    "copies": "copy",
    "records": "archived",
    "documents": "moved whole",
    "merges": "merged",
    None: "stays",
}
_ELSEWHERE = {"records": "archived", None: "in files that stay"}
_MEANINGS = (
    "**moved whole**: every block stands on a page; **merged**: what others say already was left out, and what it adds "
    "stands in notes; **copy**: the same bytes as another file; **archived**: a record, on no page, kept in full; "
    "**stays**: the file remains where it is."
)


def page(basis: Basis) -> Page | None:
    """The inventory; None where nothing is planned."""
    if not basis.fates:
        return None
    skipped = basis.scan.corpus.skipped
    lines = [
        "Every Markdown file of the repository, and where its text is now.",
        "",
        _MEANINGS,
        "",
        *_pictures(basis),
        "",
        own.filters(("role", "fate", "page"), ("words", "changed"), "files"),
        *listing.table(_HEAD, [_row(fate, basis) for fate in basis.fates], "Files"),
    ]
    if skipped:
        rows = [Row((code(file.path), file.reason)) for file in skipped]
        lines += ["", f"## Not read ({len(skipped)})", "", *listing.table(("File", "Why"), rows, "Files not read")]
    return own.page(PATH, "Inventory", lines)


def _row(fate: Fate, basis: Basis) -> Row:
    document = basis.documents[fate.path]
    changed = document.source.last_changed or ""
    pages = _pages(fate, basis)
    name = link(code(fate.path), basis.seen_at(fate.path))
    cells = (
        name,
        document.role,
        f"{fate.words:,}",
        date(changed),
        FATES[fate.phase],
        listing.folded(pages),
        fate.because,
    )
    fields = {"role": document.role, "fate": FATES[fate.phase], "words": str(fate.words), "changed": changed}
    titles = [basis.title(path) for path in fate.pages]
    return Row(cells, fields | ({"page": titles[0]} if titles else {}))


def _pages(fate: Fate, basis: Basis) -> Sequence[Html]:
    """Links to the pages that hold its text, the one where it begins first; of a record, to its line in the archive."""
    if fate.phase == "records":
        return [link("Archive", built(PATH, archive.PATH))]
    found = []
    for number, path in enumerate(fate.pages):
        below = path.removeprefix("docs/")
        if below in basis.pages:
            address = built(PATH, below, "" if number else fate.anchor)
            found.append(link(basis.pages[below].title, address))
    return found


def _pictures(basis: Basis) -> list[str]:
    """Where every file went, and the words before and after."""
    words: Counter[tuple[str, str]] = Counter()
    for fate in basis.fates:
        words[_folder(fate.path), _place(fate, basis)] += fate.words
    roles: Counter[str] = Counter()
    after = Counter({"on pages": sum(count_words(page.body) for page in basis.plan.pages)})
    for fate in basis.fates:
        roles[fate.role] += fate.words
        if fate.phase in _ELSEWHERE:
            after[_ELSEWHERE[fate.phase]] += fate.words
    files, pages = len(basis.fates), len(basis.plan.pages)
    return [
        pictures.flow(
            words,
            "Where every file went",
            "Folders on the left, pages on the right, by words; the table has each file.",
        ),
        "",
        pictures.bars(
            {f"Before, {files} files": dict(sorted(roles.items())), f"After, {pages} pages": dict(after)},
            "Before and after",
            f"{sum(roles.values()):,} words in {files} files became {after['on pages']:,} words on {pages} pages, "
            f"with {after['archived']:,} archived and {after['in files that stay']:,} in files that stay.",
        ),
    ]


def _folder(path: str) -> str:
    """The folder of the first level, or of the second where the first only says that it holds documents."""
    steps = path.split("/")[:-1]
    return "/".join(steps[: 2 if steps[:1] in (["docs"], ["doc"]) else 1]) or "the root"


def _place(fate: Fate, basis: Basis) -> str:
    """The page where a file begins, that above it where it was split off; or what becomes of it otherwise."""
    page = basis.pages.get(fate.pages[0].removeprefix("docs/")) if fate.pages else None
    if page is None:
        return _ELSEWHERE.get(fate.phase, "elsewhere")
    above = basis.pages.get(page.above or "")
    return (above or page).title
