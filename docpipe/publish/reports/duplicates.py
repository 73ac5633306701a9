"""A scan -> `duplicates.md`: what is said more than once, the largest first: documents, tasks, sections, blocks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from docpipe.model import Cluster, Family, Overlap, Repeat, Rivals, Scan, Section
from docpipe.publish.levels import Levels, levels, path_of, repeated
from docpipe.publish.reports.markdown import OWN, code, plain, section
from docpipe.text.first_of import first_of

MEMBERS = 6  # of one group; the others are in scan.json
ROWS = 60  # of the tables of families and records
PLACES = 4  # of a block
HEADINGS = 6  # that only one of several rivals has
LONG = 300  # characters of a reason


def render(scan: Scan) -> str:
    """`duplicates.md` as text."""
    return OWN + "\n".join(["# Said more than once", "", *body(scan)]) + "\n"


def body(scan: Scan) -> list[str]:
    """The lines of `duplicates.md` below its title."""
    found = levels(scan)
    sections = {s.id: s for document in scan.corpus.documents for s in document.sections}
    agents = {document.path for document in scan.corpus.documents if document.role == "agent"}
    return [
        *overview(found, sections),
        *_overlaps(found.overlaps),
        *_rivals(found.rivals),
        *_groups(found.groups, sections, agents),
        *_repeats(found.repeats),
        *_families(found, sections),
        *_records(found.records, sections),
    ]


def overview(found: Levels, sections: Mapping[str, Section]) -> Iterator[str]:
    """What there is on each level, and how to ask about a place."""
    words = {identifier: section.words for identifier, section in sections.items()}
    saved = repeated(found.groups, words)
    lines = (
        (len(found.overlaps), "document", "nearly all of which stands in another one"),
        (len(found.rivals), "task", "answered by several documents, each in its own way"),
        (len(found.groups), "group", f"of sections that say the same; merging saves about {saved:,} words"),
        (len(found.repeats), "block", "in many documents, though the sections around it differ"),
        (len(found.families), "family", "of one shape: nothing to merge, for each member is about another subject"),
        (len(found.records), "group", "that only records repeat: they retire as they are"),
    )
    yield from (f"- {_counted(count, what)} {how}." for count, what, how in lines if count)
    if not any(count for count, *_ in lines):
        yield "Nothing."
    if found.folded:
        yield from ("", f"{found.folded:,} more groups lie inside whole documents that are told first.")
    yield from (
        "",
        "`docpipe explain PLACE` tells all that is known of a place, `docpipe explain PLACE PLACE` why two match.",
    )


def _overlaps(overlaps: Sequence[Overlap]) -> Iterator[str]:
    if not overlaps:
        return
    yield from ("", f"## Whole documents: {len(overlaps)}", "")
    yield from ("All or nearly all of the second stands in the first.", "")
    yield from (
        "| keep | gives way | words | what stands there | why the first leads |",
        "| --- | --- | ---: | --- | --- |",
    )
    for overlap in sorted(overlaps, key=lambda overlap: (-overlap.words, overlap.leader, overlap.member)):
        why = plain("; ".join(overlap.reasons))
        yield (
            f"| {code(overlap.leader)} | {code(overlap.member)} | {overlap.words:,} | {plain(overlap.shared)} | {why} |"
        )


def _rivals(rivals: Sequence[Rivals]) -> Iterator[str]:
    if not rivals:
        return
    yield from ("", f"## Rivals: {len(rivals)}", "")
    yield "Living documents that answer one task differently. Fold what the others alone say into the one that leads."
    for group in rivals:
        yield from ("", f"### {plain(group.task)} ({code(group.id)})", "")
        alone = dict(zip(group.members, group.alone, strict=True))
        yield f"- leads: {code(group.leader)}, {plain('; '.join(group.reasons))}{_alone(alone[group.leader])}"
        yield from (f"- {code(path)}{_alone(alone[path])}" for path in group.members if path != group.leader)


def _alone(headings: Sequence[str]) -> str:
    return f"; alone has {plain(first_of(headings, HEADINGS), LONG)}" if headings else ""


def _groups(groups: Sequence[Cluster], sections: dict[str, Section], agents: Set[str]) -> Iterator[str]:
    """By the document that leads, the one where most can be saved first, those for agents last; in it by line."""
    if not groups:
        return
    by_path: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in groups:
        by_path[path_of(cluster.canonical)].append(cluster)
    words = {identifier: section.words for identifier, section in sections.items()}
    yield from ("", f"## Sections: {len(groups)}", "")
    yield "By the document that leads, the one where merging saves most first. Beside each member is what it shares."
    for path in sorted(by_path, key=lambda path: (path in agents, -repeated(by_path[path], words), path)):
        saved = repeated(by_path[path], words)
        yield from ("", f"### {code(path)} leads {_counted(len(by_path[path]), 'group')}, {saved:,} words", "")
        for cluster in sorted(by_path[path], key=lambda cluster: sections[cluster.canonical].start_line):
            yield from _cluster(cluster, sections)


def _cluster(cluster: Cluster, sections: dict[str, Section]) -> Iterator[str]:
    leader = sections[cluster.canonical]
    title = leader.trail[-1] if leader.trail else "the text before the first heading"
    yield (
        f"- **{plain(title)}** {section(cluster.canonical)}: {cluster.relation}, sure to {cluster.score:.2f}, "
        f"{code(cluster.id)}; leads because {plain('; '.join(cluster.reasons), LONG)}"
    )
    others = [pair for pair in zip(cluster.members, cluster.shared, strict=True) if pair[0] != cluster.canonical]
    for member, shared in others[:MEMBERS]:
        yield f"    - {section(member)}: {plain(shared, LONG)}"
    if len(others) > MEMBERS:
        yield f"    - and {len(others) - MEMBERS} more, in scan.json"


def _repeats(repeats: Sequence[Repeat]) -> Iterator[str]:
    if not repeats:
        return
    yield from ("", f"## Blocks: {len(repeats)}", "")
    yield from ("| documents | words | kind | begins | where |", "| ---: | ---: | --- | --- | --- |")
    for repeat in repeats:
        where = first_of([*map(section, repeat.places)], PLACES)
        yield f"| {len(repeat.places)} | {repeat.words} | {repeat.kind} | {plain(repeat.text, 80)} | {where} |"


def _families(found: Levels, sections: dict[str, Section]) -> Iterator[str]:
    if not found.families:
        return
    yield from ("", f"## Families: {len(found.families)}", "")
    yield from ("One shape, many places: each row is one finding, and its members stay as they are.", "")
    yield from ("| sections | heading | differ in | first | id |", "| ---: | --- | --- | --- | --- |")
    ordered = sorted(found.families, key=lambda family: (-len(family.members), family.id))
    yield from (_family(family, sections[family.members[0]]) for family in ordered[:ROWS])
    left = len(ordered) - ROWS
    if left > 0:
        yield from ("", f"{left} smaller ones are in scan.json.")
    if found.others:
        yield from (
            "",
            f"{found.others} families more are frozen copies (versions, translations), or too loose to name.",
        )


def _family(family: Family, first: Section) -> str:
    heading = plain(first.trail[-1] if first.trail else "", 60)
    differ = plain("; ".join(family.parameters), LONG)
    return f"| {len(family.members)} | {heading} | {differ} | {section(first.id)} | {code(family.id)} |"


def _records(records: Sequence[Cluster], sections: dict[str, Section]) -> Iterator[str]:
    """Which records repeat most, and what of."""
    if not records:
        return
    pairs: Counter[tuple[str, str]] = Counter()
    words: Counter[tuple[str, str]] = Counter()
    for cluster in records:
        leader = path_of(cluster.canonical)
        for member in cluster.members:
            if member != cluster.canonical:
                pairs[path_of(member), leader] += 1
                words[path_of(member), leader] += sections[member].words
    yield from ("", f"## Only records: {len(records)}", "")
    yield "Finished reports, plans and logs repeat each other or a living document. They retire whole."
    yield from ("", "| record | repeats | sections | words |", "| --- | --- | ---: | ---: |")
    ordered = sorted(pairs, key=lambda pair: (-words[pair], pair))
    yield from (f"| {code(a)} | {code(b)} | {pairs[a, b]} | {words[a, b]:,} |" for a, b in ordered[:ROWS])
    if len(ordered) > ROWS:
        yield from ("", f"{len(ordered) - ROWS} pairs of documents more are in scan.json.")


def _counted(count: int, what: str) -> str:
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{count:,} {what if count == 1 else many}"
