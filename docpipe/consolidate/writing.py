"""A tree of headings -> the lines of a page, and on which of them each source block stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docpipe.consolidate.copying import blocks as copying
from docpipe.consolidate.copying.blocks import INDENT, SEPARATOR
from docpipe.consolidate.links import Linker, Place, address
from docpipe.consolidate.marks import BEFORE, Marks, escape
from docpipe.consolidate.merging import Merging
from docpipe.consolidate.source import Key, Piece
from docpipe.consolidate.tree import Folded, Node
from docpipe.model import Destination
from docpipe.text.living import END, OWN

# What follows one of these at the same level would be read as part of it.
_OPEN_ENDED = frozenset(["list", "callout", "footnote", "quote", "code", "mdx", "math", "html", "note"])


@dataclass(slots=True)
class Written:
    """What the pages hold: where each block stands, and what of it is not shown as it is."""

    at: dict[Key, list[Destination]] = field(default_factory=dict)
    action: dict[Key, str] = field(default_factory=dict)
    verbatim: dict[Key, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all pages of a plan share: links, what yielded to what, conflict marks, HTML in pairs, and the record."""

    linker: Linker
    merging: Merging
    marks: Marks
    paired: frozenset[Key]
    places: Mapping[str, Place]
    written: Written = field(default_factory=Written)


class PageWriter:
    """Writes one page."""

    def __init__(self, path: str, setting: Setting) -> None:
        self.path = path
        self.linker = setting.linker
        self.merging = setting.merging
        self.marks = setting.marks
        self.paired = setting.paired
        self.places = setting.places
        self.written = setting.written
        self.lines: list[str] = []
        self.anchor = ""
        self.indent = ""
        self.previous = ""
        self.footnotes: Mapping[str, Mapping[str, str]] = {}
        self.notes: defaultdict[str, set[str]] = defaultdict(set)  # by source, those that the page has so far

    def write(self, root: Node, opening: Sequence[str]) -> str:
        """The text of the page; `opening` are docpipe's own lines under its title."""
        self.footnotes = self._labels(self._standing(root))
        for node in root.walk():
            self.anchor = node.anchor
            self._heading(node)
            if node is root:
                self._own(opening)
            for piece in node.pieces:
                self._block(piece)
            self._see(node)
            for folded in node.folded:
                self._fold(folded)
        return "\n".join(self.lines).rstrip("\n") + "\n"

    def _heading(self, node: Node) -> None:
        marks = "#" * node.level
        if node.heading is None:
            self._own([f"{marks} {escape(node.text + node.qualifier)}"])
            self._origin(node)
            return
        shown, rest = copying.heading(node.heading.text, self._context(node.heading))
        qualifier = f'<ins class="docpipe">{node.qualifier}</ins>' if node.qualifier else ""
        self._marked(node.heading, [f"{marks} {shown or escape(node.text)}{qualifier}", *_below(rest)], "kept")
        self._origin(node)
        self._guests(node.heading)

    def _see(self, node: Node) -> None:
        """Where the sections went that stood below this heading and that another one says whole."""
        links = []
        for section in node.moved:
            place = self.places.get(section.id)
            if place and section.heading:
                links.append(f"[{escape(section.heading.text)}]({address(self.path, place)})")
        if links:
            self._own_line(f"<small>See also: {', '.join(dict.fromkeys(links))}</small>")

    def _own(self, lines: Sequence[str]) -> None:
        if lines:
            self._gap()
            self.lines += [OWN, "", *lines, "", END]
            self.previous = "own"

    def _own_line(self, text: str) -> None:
        self._gap()
        self.lines.append(f"{self.indent}{text} {OWN}")
        self.previous = "own"

    def _part(self) -> None:
        """Keep what follows from being read as part of what stands before it."""
        self._own_line(SEPARATOR)

    def _origin(self, node: Node) -> None:
        if node.part and node.top:
            self._own_line(f"<small>From {self.linker.named(node.part.source.path)}</small>")

    def _gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def _block(self, piece: Piece) -> None:
        self._place(piece, "kept")
        self._guests(piece)

    def _place(self, piece: Piece, action: str) -> None:
        """One block at the end of the page as it is so far."""
        kind = piece.block.kind
        if kind == "heading":
            shown, rest = copying.heading(piece.text, self._context(piece))
            self._marked(piece, [copying.bold(shown), *_below(rest)] if shown else rest, action)
            return
        copy = copying.copy(kind, piece.text, self._context(piece))
        self.notes[piece.source.path] |= copy.sets
        if copy.verbatim:
            self.written.verbatim[piece.key] = copy.verbatim
            self._own_line(f"<small>{copy.verbatim[0].upper()}{copy.verbatim[1:]}, as it stands in the source:</small>")
        elif _runs_on(self.previous, kind):
            self._part()
        self._marked(piece, copy.lines, action)

    def _marked(self, piece: Piece, lines: Sequence[str], action: str) -> None:
        """A block with the marks of its conflicts."""
        marked = self.marks.mark(piece, self.path, lines)
        before = piece.block.kind in BEFORE
        for line in marked.beside if before else ():
            self._own_line(line)
        self._copied(piece, marked.lines, action)
        for line in () if before else marked.beside:
            self._own_line(line)

    def _copied(self, piece: Piece, lines: Sequence[str], action: str) -> None:
        self._gap()
        first = len(self.lines) + 1
        self.lines += [self.indent + line if line else "" for line in lines]
        destination = Destination(f"docs/{self.path}", first, len(self.lines), self.anchor)
        self.written.at.setdefault(piece.key, []).append(destination)
        self.written.action[piece.key] = action
        self.previous = piece.block.kind

    def _guests(self, host: Piece) -> None:
        """What other sources say of the same: what adds to the block before it folded, what has no counterpart open."""
        note: list[Piece] = []
        for piece in self.merging.guests.get(host.key, ()):
            noted = self.merging.yielded[piece.key].action == "noted"
            if note and (not noted or piece.section is not note[0].section):
                self._note(note)
                note = []
            if noted:
                note.append(piece)
            else:
                self._place(piece, "kept")
        if note:
            self._note(note)

    def _fold(self, folded: Folded) -> None:
        """A whole document under the one that leads it."""
        self._title(f"{folded.title} ({folded.path})")
        outer, self.indent = self.indent, self.indent + INDENT
        self.previous = ""
        for piece in folded.pieces:
            self._place(piece, "noted")
            self._guests(piece)
        self.indent, self.previous = outer, "note"

    def _note(self, pieces: Sequence[Piece]) -> None:
        section = pieces[0].section
        heading = f": {section.heading.text}" if section.heading else ""
        self._title(f"Also in {section.path}{heading}")
        outer, self.indent = self.indent, self.indent + INDENT
        self.previous = ""
        for piece in pieces:
            self._place(piece, "noted")
        self.indent, self.previous = outer, "note"

    def _title(self, words: str) -> None:
        if self.previous in ("list", "footnote"):
            self._part()
        self._gap()
        self.lines.append(f'{self.indent}??? note "{escape(words.replace(chr(34), chr(39)))}"')
        self.lines.append("")

    def _context(self, piece: Piece) -> copying.Context:
        source = piece.source
        links = self.linker.fates(piece, self.path)
        known = self.footnotes.get(source.path, {})
        return copying.Context(links, known, frozenset(self.notes[source.path]), piece.key in self.paired)

    def _standing(self, root: Node) -> Iterator[Piece]:
        """All blocks of the page."""
        for node in root.walk():
            pending = [*node.pieces, *([node.heading] if node.heading else [])]
            pending += [piece for folded in node.folded for piece in folded.pieces]
            while pending:
                piece = pending.pop()
                yield piece
                pending += self.merging.guests.get(piece.key, ())

    def _labels(self, standing: Iterable[Piece]) -> Mapping[str, Mapping[str, str]]:
        """By source, the labels of the footnotes that the page both sets and names.

        They are numbered by source, so that none meets another's.
        """
        there: defaultdict[str, set[str]] = defaultdict(set)
        named: defaultdict[str, set[str]] = defaultdict(set)
        for piece in standing:
            if piece.source.footnotes:
                sets, names = copying.footnotes(piece.block.kind, piece.text, piece.source.footnotes)
                there[piece.source.path] |= sets
                named[piece.source.path] |= names
        found = {path: sorted(there[path] & named[path]) for path in sorted(there)}
        return {
            path: {label: f"{number}-{label}" for label in labels}
            for number, (path, labels) in enumerate(found.items(), 1)
        }


def _runs_on(previous: str, kind: str) -> bool:
    """Whether Python-Markdown would read two blocks in a row as one."""
    if previous == "code" == kind:
        return True
    return previous in _OPEN_ENDED and kind in ("list", "quote", "code", "callout", "html")


def _below(rest: Sequence[str]) -> Sequence[str]:
    return ("", *rest) if rest else ()
