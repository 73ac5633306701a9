"""What matching found -> the page of what is said twice: documents, tasks, sections, families; each entry folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from docpipe.model import Cluster, Family, Overlap, Page, Repeat, Rivals
from docpipe.publish.levels import levels, path_of, repeated
from docpipe.publish.pages import overlap, own
from docpipe.publish.pages.basis import Basis, built
from docpipe.publish.pages.difference import difference
from docpipe.publish.pages.listing import folded, link
from docpipe.publish.pages.markup import Html, element, joined
from docpipe.publish.reports.duplicates import overview
from docpipe.text.shortened import shortened

PATH = "review/duplicates.md"
ENTRIES = 200  # of one level, the largest first; the others are in scan.json
MEMBERS = 6  # of a group that are held against the one that leads
PLACES = 20  # of a family or block; further ones are in scan.json
_FIELDS = ("level", "relation", "document")
_Entry = TypeVar("_Entry")


def page(basis: Basis) -> Page | None:
    """The duplicates; None where nothing is said twice."""
    matching = basis.scan.matching
    if not (matching.clusters or matching.overlaps or matching.rivals or matching.repeats):
        return None
    found = levels(basis.scan)
    words = {name: section.words for name, section in basis.sections.items()}
    groups = sorted(found.groups, key=lambda group: (-repeated([group], words), group.id))
    overlaps = sorted(found.overlaps, key=lambda one: (-one.words, one.leader, one.member))
    families = sorted(found.families, key=lambda family: (-len(family.members), family.id))
    records = sorted(found.records, key=lambda group: (-repeated([group], words), group.id))
    lines = [
        *overview(found, basis.sections),
        "",
        *overlap.lines(basis),
        "",
        own.filters(_FIELDS, ("words",), "entries"),
        *_part("Whole documents", overlaps, _overlap, basis),
        *_part("Rivals", found.rivals, _rivals, basis),
        *_part("Sections", groups, _group, basis),
        *_part("Blocks", found.repeats, _repeat, basis),
        *_part("Families", families, _family, basis),
        *_part("Only records", records, _record, basis),
    ]
    return own.page(PATH, "Said twice", lines)


def _part(
    title: str, entries: Sequence[_Entry], render: Callable[[_Entry, str, Basis], Html], basis: Basis
) -> Iterator[str]:
    if entries:
        yield from ("", f"## {title} ({len(entries):,})", "", own.GROUP)
        yield from (render(entry, title, basis) for entry in entries[:ENTRIES])
        yield own.GROUP_END
    if len(entries) > ENTRIES:
        yield from ("", f"{len(entries) - ENTRIES:,} smaller ones are in `reports/scan.json`.")


def _entry(
    *, name: str, level: str, relation: str, title: Iterable[str], told: str, inside: Iterable[str], words: int
) -> Html:
    summary = element(
        "summary",
        element("h3", *title),
        element("span", told, class_="docpipe-values"),
        element("span", relation, class_="docpipe-badge"),
    )
    why = element("p", element("code", f"docpipe explain {name}"), " tells why.", class_="docpipe-foot")
    return element(
        "details", summary, *inside, why, id=name, class_="docpipe-entry", data_item=True, data_level=level,
        data_relation=relation, data_words=str(words),
    )  # fmt: skip


def _overlap(found: Overlap, level: str, basis: Basis) -> Html:
    title = (element("code", found.member), " stands in ", element("code", found.leader))
    rows = [
        element("p", _document(found.leader, basis), f" leads: {'; '.join(found.reasons)}."),
        element("p", _document(found.member, basis), f" gives way: {found.shared}."),
    ]
    return _entry(
        name=found.id, level=level, relation=found.relation, title=title, told=f"{found.words:,} words",
        inside=rows, words=found.words,
    )  # fmt: skip


def _rivals(rivals: Rivals, level: str, basis: Basis) -> Html:
    alone = dict(zip(rivals.members, rivals.alone, strict=True))
    leads = element("p", _document(rivals.leader, basis), f" leads: {'; '.join(rivals.reasons)}.")
    others = [
        element("li", _document(path, basis), f": alone has {', '.join(alone[path])}" if alone[path] else "")
        for path in sorted(rivals.members, key=lambda path: (path != rivals.leader, path))
    ]
    told = f"{len(rivals.members)} documents answer it"
    return _entry(
        name=rivals.id, level=level, relation="rivals", title=(rivals.task,), told=told,
        inside=(leads, element("ul", *others)), words=0,
    )  # fmt: skip


def _group(cluster: Cluster, level: str, basis: Basis) -> Html:
    leader = basis.sections[cluster.canonical]
    title = leader.trail[-1] if leader.trail else "the text before the first heading"
    yielding = [pair for pair in zip(cluster.members, cluster.shared, strict=True) if pair[0] != cluster.canonical]
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in ("Gives way", "Difference"))))
    rows = [_member(member, shared, cluster.canonical, basis) for member, shared in yielding[:MEMBERS]]
    more = [_place(member, basis) for member, _ in yielding[MEMBERS:]]
    inside = (
        element("p", _place(cluster.canonical, basis), f" leads: {'; '.join(cluster.reasons)}."),
        element("table", head, element("tbody", *rows), class_="docpipe-claims"),
        element("details", element("summary", f"{len(more)} more"), *more) if more else "",
    )
    told = f"{len(cluster.members)} places, {leader.words:,} words"
    words = sum(basis.sections[member].words for member, _ in yielding)
    return _entry(
        name=cluster.id, level=level, relation=cluster.relation, title=(title,), told=told, inside=inside, words=words
    )


def _record(cluster: Cluster, level: str, basis: Basis) -> Html:
    """A group that retires as it is: its places, and nothing that anyone would merge."""
    leader = basis.sections[cluster.canonical]
    title = leader.trail[-1] if leader.trail else "the text before the first heading"
    others = [member for member in cluster.members if member != cluster.canonical]
    words = sum(basis.sections[member].words for member in others)
    return _entry(
        name=cluster.id, level=level, relation=cluster.relation, title=(title,),
        told=f"{len(cluster.members)} places, {leader.words:,} words",
        inside=(element("div", _places([cluster.canonical, *others], basis)),), words=words,
    )  # fmt: skip


def _places(names: Sequence[str], basis: Basis) -> Html:
    left = len(names) - PLACES
    shown = [_place(name, basis) for name in names[:PLACES]]
    return folded([*shown, joined(f"{left} more in reports/scan.json")] if left > 0 else shown)


def _member(member: str, shared: str, canonical: str, basis: Basis) -> Html:
    place = element("td", _place(member, basis), element("small", shared), data_document=path_of(member))
    return element("tr", place, element("td", difference(_text(canonical, basis), _text(member, basis))))


def _text(name: str, basis: Basis) -> str:
    section = basis.sections[name]
    lines = basis.documents[section.path].source.text.split("\n")
    return "\n".join(lines[section.start_line - 1 : section.end_line])


def _repeat(repeat: Repeat, level: str, basis: Basis) -> Html:
    places = _places(repeat.places, basis)
    told = f"{len(repeat.places)} documents, {repeat.words:,} words"
    words = repeat.words * (len(repeat.places) - 1)
    return _entry(
        name=repeat.id, level=level, relation=repeat.kind, title=(shortened(repeat.text, 80),), told=told,
        inside=(element("div", places),), words=words,
    )  # fmt: skip


def _family(family: Family, level: str, basis: Basis) -> Html:
    first = basis.sections[family.members[0]]
    differ = element("p", f"One shape, many subjects: they differ in {'; '.join(family.parameters)}.")
    places = _places(family.members, basis)
    title = first.trail[-1] if first.trail else "the text before the first heading"
    told = f"{len(family.members)} sections"
    words = sum(basis.sections[member].words for member in family.members)
    return _entry(
        name=family.id, level=level, relation=family.relation, title=(title,), told=told,
        inside=(differ, element("div", places)), words=words,
    )  # fmt: skip


def _place(name: str, basis: Basis) -> Html:
    """A section or block by its id, with the page that it stands on."""
    path, _, line = name.rpartition("#")
    shown = link(element("code", f"{path}:{line}"), basis.seen_at(path, int(line)))
    standing = basis.standing(path, int(line))
    if standing is None:
        return element("span", shown, data_document=path)
    address = built(PATH, standing.path.removeprefix("docs/"), standing.anchor or "")
    return element("span", shown, " on ", link(basis.title(standing.path), address), data_document=path)


def _document(path: str, basis: Basis) -> Html:
    return element("span", link(element("code", path), basis.seen_at(path)), data_document=path)
