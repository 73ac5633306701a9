"""The path from a scan to a plan, one step a line: place, merge, lay out, write, account for."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from docpipe.config import Config, in_effect
from docpipe.consolidate import contents, ledger, merging, opening, outline, placement, redirects, tree, wrappers
from docpipe.consolidate.copying import blocks as copying
from docpipe.consolidate.links import Linker
from docpipe.consolidate.marks import Marks
from docpipe.consolidate.merging import Merging
from docpipe.consolidate.outline import Sheet
from docpipe.consolidate.placement import Part, Placement
from docpipe.consolidate.places import anchors_of, documents_of, places_of
from docpipe.consolidate.retiring import policies
from docpipe.consolidate.source import Key, Piece, Source
from docpipe.consolidate.writing import PageWriter, Setting
from docpipe.model import Document, Page, Plan, Scan, Section
from docpipe.text.sites import resolver_of

LONG_PAGE = 20_000  # words
_NO_CONTENT = ("definition", "break", "front_matter")


def plan(scan: Scan, config: Config, held: Mapping[str, str] | None = None) -> Plan:
    """Pages, redirects and ledger. Pure: the same scan and configuration give the same plan.

    Documents in `held`, by path, are left where they are, each for the reason that is given.
    """
    layout = in_effect(config)
    resolver = resolver_of(scan.corpus)
    sources = {document.path: Source(document) for document in scan.corpus.documents}
    placed = placement.place(scan, sources, layout, held or {})
    dropped = contents.tables_of_contents(placed.parts)
    pieces = _pieces(placed, sources, dropped)
    merged = merging.merge(scan.matching, pieces, _parents(placed.parts), _openings(placed.parts))
    _fold_backups(placed, sources, pieces, merged)
    wrapped = wrappers.wrappers(_runs(placed.parts, pieces, merged.yielded))
    dropped = {**dropped, **wrapped.dropped}
    gone = merged.yielded.keys() | dropped.keys()
    inbound = contents.inbound_links(scan.corpus, resolver)
    extra = opening.further_pages(scan)
    sheets = outline.sheets(placed.parts, layout, inbound, others=len(extra))
    pictures = Linker(resolver, {}, {}, None)  # before any place is known: only which pictures come along
    trees = [
        tree.grow(
            sheet,
            lambda section: _left(pieces[section.id], gone),
            merged.leaders,
            lambda heading: copying.heading_words(heading.text, pictures.fates(heading, "")),
        )
        for sheet in sheets
    ]
    places = places_of(sheets, trees, merged.leaders)
    sections = _sections(placed, sources)
    documents = documents_of(sections, places)
    anchors = anchors_of(sections, places, documents)
    linker = Linker(resolver, documents, anchors, config.site.repo_url)
    setting = Setting(linker, merged, Marks(scan.contradictions.conflicts), wrapped.paired, places)
    pages = []
    for sheet, root in zip(sheets, trees, strict=True):
        body = PageWriter(sheet.path, setting).write(root, opening.at_a_glance(sheet, sheets, scan))
        pages.append(Page(sheet.path, sheet.title, body, sheet.above, sheet.words))
    reasons = {section.id: part.reason for part in placed.parts for section in part.all_sections}
    for path, original in placed.backups.items():
        reasons |= {section.id: f"backup of {original}" for section in sources[path].document.sections}
    fates = ledger.Fates(placed, merged, setting.written, reasons, dropped, policies(scan, config))
    rows = ledger.rows(sources, fates)
    old = redirects.redirects(scan.corpus.documents, documents, anchors, scan.corpus.tree, [s.path for s in sheets])
    assets = tuple(asset for _, asset in sorted(linker.assets.items()))
    return Plan(tuple(pages), old, assets, rows, (*_questions(placed, sheets), *_secrets(scan.corpus.documents)))


def _sections(placed: Placement, sources: Mapping[str, Source]) -> list[Section]:
    """Every section that is on a page, or in a backup of what is."""
    on_pages = [section for part in placed.parts for section in part.all_sections]
    return on_pages + [section for path in placed.backups for section in sources[path].document.sections]


def _pieces(placed: Placement, sources: Mapping[str, Source], dropped: Mapping[Key, str]) -> dict[str, list[Piece]]:
    """The blocks with content of every section that is on a page, or in a backup of one, by section id."""
    return {
        section.id: [
            piece
            for piece in sources[section.path].pieces(section)
            if piece.block.kind not in _NO_CONTENT and piece.key not in dropped
        ]
        for section in _sections(placed, sources)
    }


def _fold_backups(
    placed: Placement, sources: Mapping[str, Source], pieces: Mapping[str, Sequence[Piece]], merged: Merging
) -> None:
    for path, original in placed.backups.items():
        places = [
            section.id
            for part in placed.parts
            for section in part.all_sections
            if section.path == original and pieces[section.id]
        ]
        places = [name for name in places if merging.can_lead(pieces[name])]
        if places:
            merging.fold_backup(sources[path].document.sections, places, pieces, merged)


def _left(pieces: Sequence[Piece], gone: Container[Key]) -> list[Piece]:
    return [piece for piece in pieces if piece.key not in gone]


def _runs(
    parts: Sequence[Part], pieces: Mapping[str, Sequence[Piece]], yielded: Container[Key]
) -> Iterator[list[Piece]]:
    """The blocks of each part that stay in it, in order."""
    for part in parts:
        for single in (part, *part.followers):
            yield [piece for section in single.sections for piece in _left(pieces[section.id], yielded)]


def _parents(parts: Sequence[Part]) -> frozenset[str]:
    """The sections whose headings must stay: those with others below them in their part, and steps."""
    found = set()
    for part in parts:
        found |= {section.id for section in part.all_sections if tree.is_step(section)}
        for section, following in zip(part.all_sections, part.all_sections[1:], strict=False):
            if following.level > section.level > 0 and following.path == section.path:
                found.add(section.id)
    return frozenset(found)


def _openings(parts: Sequence[Part]) -> frozenset[str]:
    """What opens the index: the root's README up to its second heading."""
    found = set()
    for part in parts:
        if part.opens:
            headings = [section for section in part.sections if section.heading]
            end = headings[1].start_line if len(headings) > 1 else part.sections[-1].end_line + 1
            found |= {section.id for section in part.sections if section.start_line < end}
    return frozenset(found)


def _secrets(documents: Iterable[Document]) -> Iterator[str]:
    """What sources give away: the pages do not, but the sources, and git's history, still do."""
    for document in documents:
        for secret in document.source.secrets:
            yield f"{document.path}:{secret.line} gives away a secret ({secret.kind}); change it where it is used"


def _questions(placed: Placement, sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """What a person should look at: damaged text, and pages too long to read, with their longest documents."""
    found = [f"{path}: {reason}" for path, reason in placed.archived.items() if reason.startswith("damaged")]
    for sheet in sheets:
        if sheet.words > LONG_PAGE:
            parts = sorted((part for group in sheet.groups for part in group.parts), key=lambda part: -part.words)
            longest = ", ".join(f"{part.source.path} ({part.words:,})" for part in parts[:5])
            found.append(f"{sheet.path} holds {sheet.words:,} words; could any of these retire? {longest}")
    return tuple(found)
