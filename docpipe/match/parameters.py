"""The members of a family -> in what they differ: the names and values that change, or the places where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from rapidfuzz.distance import Indel

from docpipe.match.fingerprint import SectionPrint, parts
from docpipe.match.index import Index
from docpipe.text.first_of import first_of

READ = 24  # distinct texts read of one family: more say the same in more names
SHOWN = 3  # examples of each parameter
MOST = 4  # parameters named, those that differ most often first
LONG = 4  # words from which a difference is another sentence
KINDS = ("name", "number", "wording")  # what tells most stands first


def parameters(index: Index, members: Sequence[int]) -> tuple[str, ...]:
    """Each a kind with examples: `name: orchid, tulip`, `number: 7001, 7002`, `title: Orchid, Tulip`.

    None where the texts hang together without one wording whose places could be named.
    """
    texts = list(dict.fromkeys(int(index.text_of[at]) for at in members))[:READ]
    sections = [index.sections[at] for at in members]
    if len(texts) > 1:
        first = {int(index.text_of[at]): index.sections[at] for at in reversed(members)}
        shown = [first[text] for text in texts]
        if (found := tuple(_slots(shown))) or not _one_wording(shown):
            return found
    return tuple(_places(sections))


def _one_wording(sections: Sequence[SectionPrint]) -> bool:
    """Whether most of the texts have half of the first one's words in their order: not so in a chain of likenesses."""
    first, *rest = map(_tokens, sections)
    return median(Indel.normalized_similarity(first, tokens) for tokens in rest) >= 0.5


def _slots(sections: Sequence[SectionPrint]) -> Iterator[str]:
    """What stands in the other texts in place of words of the first, by where it stands in the first."""
    first, *rest = map(_tokens, sections)
    slots: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for number, tokens in enumerate(rest):
        for start, end, words in _replaced(first, tokens):
            slots[start, end][number] = words
    said: dict[tuple[str, ...], None] = {}
    for (start, end), others in sorted(slots.items(), key=lambda slot: (-len(slot[1]), slot[0])):
        if len(others) * 2 >= len(rest):
            values = (" ".join(first[start:end]), *others.values())
            said[tuple(dict.fromkeys(values))] = None
    called = [set(parts(" ".join((*section.trail, section.path)))) for section in sections]
    shared = set.intersection(*called)
    own = set.union(*called) - shared
    kinds = sorted(((KINDS.index(kind), kind, values) for values in said if (kind := _kind(values, own))), key=_first)
    yield from [_said(kind, values) for _, kind, values in kinds if kind == kinds[0][1] or kind != "wording"][:MOST]


def _tokens(section: SectionPrint) -> list[str]:
    return [word for statement in section.said.statements for word in statement.split(" ")]


def _replaced(here: list[str], there: list[str]) -> Iterator[tuple[int, int, str]]:
    """(first and last position in `here`, the words of `there` in its place), of short differences."""
    start = end = 0
    come: list[str] = []
    for op in [*Indel.opcodes(here, there), None]:
        if op is not None and op.tag != "equal":
            if start == end:
                start = op.src_start
            end = op.src_end
            come += there[op.dest_start : op.dest_end]
        else:
            if 0 < end - start <= LONG and 0 < len(come) <= LONG:
                yield start, end, " ".join(come)
            start = end = op.src_end if op is not None else 0
            come = []


def _first(found: tuple[int, str, tuple[str, ...]]) -> int:
    return found[0]


def _kind(values: Sequence[str], own: set[str]) -> str | None:
    if not all(any(character.isalnum() for character in value) for value in values):
        return None
    if all(any(character.isdigit() for character in value) for value in values):
        return "number"
    return "name" if all(set(value.split(" ")) & own for value in values) else "wording"


def _places(sections: Sequence[SectionPrint]) -> Iterator[str]:
    """Of equal texts: the headings that they stand under, else the documents, else the folders."""
    for kind, names in (
        ("heading", [section.trail[-1] if section.trail else "" for section in sections]),
        ("under", [section.trail[-2] if len(section.trail) > 2 else "" for section in sections]),
        ("title", [section.trail[0] if section.trail else "" for section in sections]),
        ("folder", [section.path.rpartition("/")[0] for section in sections]),
        ("file", [section.path.rpartition("/")[2] for section in sections]),
    ):
        distinct = tuple(dict.fromkeys(name for name in names if name))
        if len(distinct) > 1:
            yield _said(kind, distinct)
            if kind != "folder" and len(distinct) == len(sections):
                return


def _said(kind: str, values: Sequence[str]) -> str:
    return f"{kind}: {first_of(values, SHOWN)}"
