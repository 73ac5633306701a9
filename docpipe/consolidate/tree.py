"""A page's parts -> its tree of headings: levels that skip none, equal siblings told apart, the site's own anchors.

The tree is built, then mended from the top down; only then has each heading its words, level and anchor.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field

from docpipe.consolidate.outline import Sheet
from docpipe.consolidate.placement import Part
from docpipe.consolidate.source import Piece
from docpipe.model import Section

DEEPEST = 6
_STEP = re.compile(
    r"\W*(?:[^\W\d]{2,12}\s+)?[0-9]{1,2}(?:[.):]|\s*[-\u2013\u2014]|\s|$)"
)  # "2. Run it", "Step 2: Run it"
_INVALID = re.compile(r"[^\w\- ]")
_NUMBERED = re.compile(r"(.*)_([0-9]+)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A document that another one leads: its title, its path, and what is left of it."""

    title: str
    path: str
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Node:
    """A heading with what stands under it. Without `section` the heading is docpipe's own."""

    text: str
    section: Section | None = None
    part: Part | None = None
    heading: Piece | None = None
    pieces: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    folded: list[Folded] = field(default_factory=list)
    top: bool = False  # a document, or a part of one, begins here
    moved: list[Section] = field(default_factory=list)  # sections below that stand elsewhere now, whole
    sections: list[str] = field(default_factory=list)  # the sections that stand here, headings that vanished included
    qualifier: str = ""
    level: int = 1
    anchor: str = ""

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in order."""
        pending = [self]
        while pending:
            node = pending.pop()
            yield node
            pending += reversed(node.children)


def grow(
    sheet: Sheet,
    pieces: Callable[[Section], list[Piece]],
    moved: Container[str],
    shown: Callable[[Piece], str],
) -> Node:
    """The tree of a page.

    `pieces` gives what is left of a section, its heading first; `moved`: what yielded; `shown` gives the words that the
    site shows of a heading with pictures or HTML.
    """
    root = Node(sheet.title)
    for group in sheet.groups:
        above = root
        if len(sheet.groups) > 1:
            above = Node(group.title)
            root.children.append(above)
        for part in group.parts:
            above.children.append(_document(part, pieces, moved))
    _prune(root)
    _lift_repeats(root)
    _qualify(root)
    _level(root)
    _anchor(root, shown)
    return root


def _document(part: Part, pieces: Callable[[Section], list[Piece]], moved: Container[str]) -> Node:
    """One part as a tree whose top is its title: its own first heading where only that stands at its level."""
    document = part.source.document
    top = Node(document.title, part=part, top=True)
    stack: list[tuple[int, Node]] = [(0, top)]
    headed = [section for section in part.sections if section.heading]
    highest = min((section.level for section in headed), default=0)
    titled = bool(headed) and headed[0].level == highest and sum(s.level == highest for s in headed) == 1
    if not titled and part.sections[0].start_line > document.sections[0].start_line and headed:
        top.text = headed[0].trail[-2] if len(headed[0].trail) > 1 else document.title
    for section in part.sections:
        left = pieces(section)
        head = next((piece for piece in left if piece.heads), None)
        rest = [piece for piece in left if piece is not head]
        if section.heading is None or (titled and section is headed[0]):
            top.pieces += rest
            top.sections.append(section.id)
            if head and section.heading:
                top.text, top.section, top.heading = section.heading.text, section, head
            continue
        while stack[-1][0] >= section.level and len(stack) > 1:
            stack.pop()
        node = Node(section.heading.text, section, part, head, rest, sections=[section.id])
        if section.id in moved and (not left or [piece for piece in left if piece.is_heading] == left):
            (node if left and is_step(section) else stack[-1][1]).moved.append(section)
        if head is None:  # its heading vanished: what is left stands with the section above
            stack[-1][1].pieces += rest
            stack[-1][1].sections.append(section.id)
            continue
        stack[-1][1].children.append(node)
        stack.append((section.level, node))
    for follower in part.followers:
        top.sections += [section.id for section in follower.sections]
        left = [piece for section in follower.sections for piece in pieces(section)]
        last = list(top.walk())[-1]
        last.folded += [Folded(follower.source.document.title, follower.source.path, tuple(left))] if left else []
    return top


def is_step(section: Section) -> bool:
    """Whether a heading counts: what stands before and after it would read as if a step were missing."""
    return section.heading is not None and bool(_STEP.match(section.heading.text))


def _prune(node: Node) -> bool:
    """Remove headings with nothing beneath; whether anything is left."""
    kept = []
    for child in node.children:
        if _prune(child):
            kept.append(child)
        elif node.part:
            node.sections += child.sections
    node.children = kept
    says_more = node.heading is not None and not node.heading.is_heading
    pointer = node.section is not None and node.section in node.moved
    return bool(node.pieces or node.children or node.folded or says_more or pointer)


def _lift_repeats(node: Node) -> None:
    """A heading that only repeats its parent's goes, where nothing stands between the two."""
    lifted: list[Node] = []
    for index, child in enumerate(node.children):
        whole = child.heading is None or child.heading.is_heading
        if whole and _same(child.text, node.text) and index == 0 and not (node.pieces and child.children):
            node.pieces += child.pieces
            node.sections += child.sections
            node.folded += child.folded
            if child.top and node.part is None:
                node.part, node.top = child.part, True  # it says where its text is from
            lifted += child.children
        else:
            lifted.append(child)
    node.children = lifted
    for child in node.children:
        _lift_repeats(child)


def _qualify(node: Node) -> None:
    """Tell equal siblings apart: by title, file or folder of their sources, else by number."""
    for equal in _equal(node.children):
        for subjects in _subjects(equal):
            if len({_folded(subject) for subject in subjects if subject}) == len(equal):
                for child, subject in zip(equal, subjects, strict=True):
                    child.qualifier = "" if _same(subject, child.text) else f": {subject}"
                break
        else:
            for number, child in enumerate(equal[1:], start=2):
                child.qualifier = f" ({number})"
    for child in node.children:
        _qualify(child)


def _equal(children: list[Node]) -> list[list[Node]]:
    by_text: defaultdict[str, list[Node]] = defaultdict(list)
    for child in children:
        by_text[_folded(child.text)].append(child)
    return [nodes for nodes in by_text.values() if len(nodes) > 1]


def _subjects(nodes: list[Node]) -> Iterator[list[str]]:
    """Names for the sources of nodes, the most telling first: titles, then paths as far up as it takes."""
    sources = [node.part.source for node in nodes if node.part]
    if len(sources) < len(nodes):
        return
    yield [source.document.title for source in sources]
    paths = [_steps(source.path) for source in sources]
    for depth in range(1, max(map(len, paths)) + 1):
        yield ["/".join(path[-depth:]) for path in paths]
    yield [source.path for source in sources]


def _steps(path: str) -> list[str]:
    """The folders of a document and its name, which is left out where it only stands for the folder."""
    steps = posixpath.splitext(path)[0].split("/")
    return steps[:-1] if len(steps) > 1 and steps[-1].lower() in ("readme", "index", "_index") else steps


def _level(root: Node) -> None:
    for node in root.walk():
        for child in node.children:
            child.level = min(DEEPEST, node.level + 1)


def _anchor(root: Node, shown: Callable[[Piece], str]) -> None:
    """Anchors as Python-Markdown's `toc` numbers them, with the slugs of pymdownx.slugs (case lower)."""
    taken: set[str] = set()
    highest: dict[str, int] = {}  # base -> N where base_1 to base_N are taken: many equal headings stay linear
    for node in root.walk():
        words = shown(node.heading) if node.heading and node.heading.decorated else node.text
        slug = site_slug(words + node.qualifier)
        if not slug or slug in taken:
            numbered = _NUMBERED.fullmatch(slug)
            base, count = (numbered[1], int(numbered[2])) if numbered else (slug, 0)
            known = highest.get(base, 0)
            start = count = max(count, known) + 1 if count <= known + 1 else count + 1
            while f"{base}_{count}" in taken:
                count += 1
            if start == known + 1:
                highest[base] = count
            slug = f"{base}_{count}"
        taken.add(slug)
        node.anchor = slug


def site_slug(text: str) -> str:
    """The anchor that the site makes of a heading's text: pymdownx.slugs.slugify(case="lower"), `-` for a blank."""
    shown = _without_tags(" ".join(unicodedata.normalize("NFC", text).split())).strip()
    return _INVALID.sub("", shown.lower()).replace(" ", "-")


def _without_tags(text: str) -> str:
    """`text` without all that stands between `<` and `>`: the slug function takes it for a tag, be it code or arrow."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<", at)) >= 0 and (end := text.find(">", start)) >= 0:
        kept.append(text[at:start])
        at = end + 1
    return "".join(kept) + text[at:]


def _same(left: str, right: str) -> bool:
    return _folded(left) == _folded(right)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
